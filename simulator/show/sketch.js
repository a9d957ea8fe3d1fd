// Draws what a response shows where Amazon's renderer isn't installed: the drawing, the words and the ring of each
// moment, from the same document and data. The layout is only roughly Amazon's.

const SHAPE = "http://www.w3.org/2000/svg";
const HOLD = 1; // what a moment is, in the document's data
const COLOURS = { body: "#f3e9dc", head: "#f6d98a", far: "#8a7b6c", thing: "#7385a8", towel: "#7fd0c9", muscle: "#f08a3c", arrow: "#7fd0c9" };

/** Draw into `view`; return what stops it. `touch(arguments)` is told which button was touched. */
function sketch(view, { document: shown, datasources, width, height, round }, touch) {
  const { screen } = datasources;
  view.className = round ? "sketch round" : "sketch";
  const part = (kind, text = "") => view.appendChild(Object.assign(document.createElement("p"), { className: kind, textContent: text }));
  const headline = part(screen.number ? "number" : "headline", screen.number || screen.headline || "");
  const drawing = view.appendChild(document.createElement("div"));
  drawing.className = "drawing";
  const words = part("words", screen.lead ?? "");
  const ring = part("ring");
  const place = part("place");
  const row = view.appendChild(document.createElement("div"));
  row.className = "buttons";
  for (const [event, label] of screen.buttons ?? []) {
    const button = row.appendChild(Object.assign(document.createElement("button"), { textContent: label }));
    button.addEventListener("click", () => touch([event]));
  }
  headline.hidden = !headline.textContent;
  const began = performance.now();
  let picture = -1;
  const draw = () => {
    const at = performance.now() - began;
    const moment = screen.steps?.findLast(([from]) => from <= at) ?? screen.steps?.[0];
    if (!moment) return;
    const [from, lasts, held, text, , count, where, number] = moment;
    words.textContent = screen.texts[text] || words.textContent;
    ring.textContent = held === HOLD && at < from + lasts ? Math.ceil((from + lasts - at) / 1000) : "";
    place.textContent = [screen.texts[count], screen.texts[where]].filter(Boolean).join(" · ");
    if (number === picture || !screen.pictures?.[number]) return;
    picture = number;
    drawing.replaceChildren(graphicOf(shown.graphics[screen.pictures[number].graphic], screen.pictures[number].describe));
  };
  draw();
  const timer = setInterval(draw, 100);
  return () => clearInterval(timer);
}

/** Return one of the document's vector graphics as SVG. */
function graphicOf(graphic, describe) {
  const svg = document.createElementNS(SHAPE, "svg");
  svg.setAttribute("viewBox", `0 0 ${graphic.width} ${graphic.height}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", describe);
  for (const { pathData, fill, stroke, strokeWidth } of graphic.items) {
    const path = svg.appendChild(document.createElementNS(SHAPE, "path"));
    const given = { d: pathData, fill: colourOf(fill), stroke: colourOf(stroke), "stroke-width": strokeWidth ?? 0 };
    Object.entries({ ...given, "stroke-linecap": "round", "stroke-linejoin": "round" }).forEach(([name, value]) => path.setAttribute(name, value));
  }
  return svg;
}

/** Return the colour of a role: "${muscle}" is a parameter of the graphic. */
function colourOf(role) {
  return role ? (COLOURS[role.slice(2, -1)] ?? "#f3e9dc") : "none";
}
