// Draws documents in a page that holds Amazon's engine, and measures what can be seen.

let rendered = null;
let sent = [];

async function draw([document_, data, screen, ahead]) {
  await window.ready;
  stop();
  const view = document.createElement("div"); // the engine goes on listening to the last one
  view.id = "view";
  document.getElementById("view").replaceWith(view);
  view.style.cssText = `position: relative; overflow: hidden; width: ${screen.width}px; height: ${screen.height}px`;
  if (screen.isRound) view.style.borderRadius = "50%";
  sent = [];
  const content = AplRenderer.Content.create(document_);
  content.addData("payload", data);
  if (content.isError() || !content.isReady()) return "the engine refuses the document";
  rendered = AplRenderer.default.create({
    content, view, theme: "dark", mode: "HUB",
    environment: { agentName: "tests", agentVersion: "1", allowOpenUrl: false, disallowVideo: true },
    viewport: { ...screen, shape: screen.isRound ? "ROUND" : "RECTANGLE" },
    utcTime: Date.now(), localTimeAdjustment: ahead, onSendEvent: (event) => sent.push(event),
  });
  await rendered.init();
  await settled();
  return "drawn";
}

/** Draw nothing any more: the engine would draw in each frame, even what stays the same. */
function stop() {
  rendered?.destroy();
  rendered = null;
}

async function measure(moments) {
  const measured = [];
  for (const moment of moments) {
    const value = { type: "SetValue", componentId: "stage", property: "now", value: moment };
    rendered.executeCommands(JSON.stringify([value]));
    await settled();
    measured.push([...document.querySelectorAll("#view p, #view svg, #view .apl-c")].filter(seen).map(boxOf));
  }
  return measured;
}

/** How full the ring is, in per cent. */
function filled() {
  return parseFloat(document.querySelector("#view path[pathLength='100']").getAttribute("stroke-dasharray"));
}

/** Where the middle of a button's name is; nothing before it is drawn. */
function middle(name) {
  const node = [...document.querySelectorAll("#view p")].find((one) => one.innerText.trim() === name && seen(one));
  if (!node) return null;
  const { left, top, width, height } = node.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** What was sent, as soon as there is something; nothing after a fifth of a second. */
async function felt() {
  for (const until = performance.now() + 200; !sent.length && performance.now() < until; ) await settled();
  return sent.splice(0);
}

/** How full the ring was and which words were first, frame by frame, until it was empty under the last words. */
async function watched(last) {
  const seen = [];
  for (const until = performance.now() + 10000; performance.now() < until; await settled()) {
    const words = document.getElementById("view").innerText.split("\n")[0];
    seen.push([filled(), words]);
    if (words === last && filled() === 0) break;
  }
  return seen;
}

async function settled() {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

function seen(node) {
  if (node.tagName === "P" && !node.innerText.trim()) return false;
  for (let up = node; up.id !== "view"; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return false;
  }
  return node.getBoundingClientRect().width > 0;
}

function boxOf(node) {
  const kind = { P: "text", svg: "drawing" }[node.tagName] ?? "button";
  const boxes = kind === "text" ? words(node) : [];
  const own = kind === "text" ? extent(node, boxes) : plain(node.getBoundingClientRect());
  const ring = kind === "drawing" && Boolean(node.querySelector("path[pathLength]"));
  return {
    kind, ring, box: own, room: kind === "text" ? room(node) : own, text: node.innerText ?? "",
    lines: lines(boxes), ink: getComputedStyle(node).color, paper: paper(node),
  };
}

/** Where the words stand: they may reach beyond the box they were given; the space at the end of a line doesn't count. */
function extent(node, boxes) {
  const spare = (boxes[0].height - parseFloat(getComputedStyle(node).lineHeight)) / 2; // letters may stand out of their line
  const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
  const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
  return [left, top + spare, right, bottom - spare];
}

function words(node) {
  const [range, walker, found] = [document.createRange(), document.createTreeWalker(node, NodeFilter.SHOW_TEXT), []];
  while (walker.nextNode()) {
    for (const { index, 0: word } of walker.currentNode.data.matchAll(/\S+/g)) {
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      found.push(range.getBoundingClientRect());
    }
  }
  return found;
}

/** What is left for them by every box around. */
function room(node) {
  let [left, top, right, bottom] = plain(document.getElementById("view").getBoundingClientRect());
  for (let up = node.parentElement; up.id !== "view"; up = up.parentElement) {
    const box = up.getBoundingClientRect();
    [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
    [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
  }
  return [left, top, right, bottom];
}

function lines(boxes) {
  return new Set(boxes.map((box) => Math.round(box.top / 4))).size;
}

function paper(node) {
  for (let up = node; up; up = up.parentElement) {
    const colour = getComputedStyle(up).backgroundColor;
    if (!/, 0\)$/.test(colour)) return colour;
  }
  return "rgb(0, 0, 0)";
}

function plain({ left, top, right, bottom }) {
  return [left, top, right, bottom];
}
