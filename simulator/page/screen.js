// The Echo's screen: a frame that draws what a response shows, as large as there is room for.

import { texts } from "./texts.js";

const SIZES = { show: [1024, 600], "show-5": [960, 480], spot: [480, 480] };
const RENDER = "Alexa.Presentation.APL.RenderDocument";

export class Screen {
  #frame = null;
  #shown = null;
  #kind = "";

  /** `touched` is told what a touch sends. */
  constructor(section, touched) {
    this.section = section;
    addEventListener("message", ({ source, data }) => {
      if (source !== this.#frame?.contentWindow) return;
      if (data.ready) this.#post();
      if (data.touched) touched(data.touched);
    });
    new ResizeObserver(() => this.#fit()).observe(section);
  }

  /** Take a screen of a kind, or none. */
  set kind(kind) {
    this.#shown = null;
    if (kind === this.#kind) return this.#post();
    this.#kind = kind;
    this.#frame?.remove();
    this.#frame = null;
    this.section.hidden = !kind;
    if (!kind) return;
    this.#frame = document.createElement("iframe");
    Object.assign(this.#frame, { title: texts.screen_title, src: "echo/screen" });
    this.#frame.sandbox = "allow-scripts";
    this.section.dataset.kind = kind;
    this.section.replaceChildren(this.#frame);
    this.#fit();
  }

  /** Show what a response has to show, at a time of day in seconds; what was there stays where it has nothing. */
  show(response, seconds) {
    const directive = response?.response.directives?.find(({ type }) => type === RENDER);
    if (!directive) return;
    const ahead = 1000 * seconds - (Date.now() % 86400000);
    this.#shown = { ...directive, ahead };
    this.#post();
  }

  #post() {
    if (!this.#frame) return;
    const [width, height] = SIZES[this.#kind];
    this.#frame.contentWindow.postMessage({ ...this.#shown, width, height, round: this.#kind === "spot" }, "*");
  }

  #fit() {
    if (!this.#frame) return;
    const [width, height] = SIZES[this.#kind];
    const room = this.section.clientWidth;
    const scale = Math.min(1, room / width, (0.42 * innerHeight) / height);
    Object.assign(this.#frame.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` });
    this.#frame.style.marginLeft = `${(room - scale * width) / 2}px`;
    this.section.style.height = `${scale * height}px`;
  }
}
