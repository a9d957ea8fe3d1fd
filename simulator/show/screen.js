// Draws the documents it is handed, with Amazon's own renderer or else as a sketch, and hands back what is touched. It
// sees nothing else: the frame has no origin of its own and may ask nobody for anything.

let drawn = null;

addEventListener("message", ({ data, source }) => {
  if (source === parent) draw(data);
});

async function draw({ document: document_, datasources, token, width, height, round, ahead }) {
  await window.ready;
  drawn?.destroy();
  drawn = null;
  const view = document.createElement("div"); // the engine goes on listening to the last one
  view.id = "view";
  document.getElementById("view").replaceWith(view);
  if (!document_) return;
  view.style.cssText = `position: relative; overflow: hidden; width: ${width}px; height: ${height}px`;
  if (!window.AplRenderer) {
    const stop = sketch(view, { document: document_, datasources, width, height, round }, (touched) => send(token, touched));
    drawn = { destroy: stop };
    return;
  }
  const content = AplRenderer.Content.create(JSON.stringify(document_));
  content.addData("payload", JSON.stringify(datasources));
  drawn = AplRenderer.default.create({
    content, view, theme: "dark", mode: "HUB",
    environment: { agentName: "simulator", agentVersion: "1", allowOpenUrl: false, disallowVideo: true },
    viewport: { width, height, isRound: round, shape: round ? "ROUND" : "RECTANGLE", dpi: 160 },
    utcTime: Date.now(), localTimeAdjustment: ahead,
    onSendEvent: ({ arguments: touched }) => send(token, touched),
  });
  await drawn.init();
}

function send(token, touched) {
  parent.postMessage({ touched: { token, arguments: touched } }, "*");
}

parent.postMessage({ ready: true }, "*");
