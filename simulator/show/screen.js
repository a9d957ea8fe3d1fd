// Draws the documents it is handed with Amazon's own renderer, and hands back what is touched. It sees nothing else:
// the frame has no origin of its own and may ask nobody for anything.

let drawn = null;

addEventListener("message", ({ data, source }) => {
  if (source === parent && window.AplRenderer) draw(data);
});

async function draw({ document: document_, datasources, token, width, height, round, ahead }) {
  await window.ready;
  if (drawn) drawn.destroy();
  drawn = null;
  const view = document.createElement("div"); // the engine goes on listening to the last one
  view.id = "view";
  document.getElementById("view").replaceWith(view);
  if (!document_) return;
  view.style.cssText = `position: relative; overflow: hidden; width: ${width}px; height: ${height}px`;
  const content = AplRenderer.Content.create(JSON.stringify(document_));
  content.addData("payload", JSON.stringify(datasources));
  drawn = AplRenderer.default.create({
    content, view, theme: "dark", mode: "HUB",
    environment: { agentName: "simulator", agentVersion: "1", allowOpenUrl: false, disallowVideo: true },
    viewport: { width, height, isRound: round, shape: round ? "ROUND" : "RECTANGLE", dpi: 160 },
    utcTime: Date.now(), localTimeAdjustment: ahead,
    onSendEvent: ({ arguments: touched }) => parent.postMessage({ touched: { token, arguments: touched } }, "*"),
  });
  await drawn.init();
}

document.getElementById("missing").hidden = Boolean(window.AplRenderer);
parent.postMessage({ ready: true }, "*");
