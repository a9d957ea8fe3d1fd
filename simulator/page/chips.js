// The row of buttons for what was just asked, by the state in the response's session attributes.
// It is as high as the style sheet allows. Buttons without room are behind one more button.

import { roving } from "./keys.js";
import { texts } from "./texts.js";
import { made } from "./transcript.js";

const { begin: BEGIN, say_nothing: SILENCE, ...SAID } = texts.chips; // silence: only if the waiting is skipped
const LAUNCH = BEGIN[0];
const YES_OR_NO = ["yes", "no", "repeat", "stop"];
const ANSWERS = {
  relieving: ["yes", "no", "pause", "repeat", "stop"],
  stretching: ["pause", "next", "repeat", "stop"],
  paused: ["resume", "start_over", "stop"],
  answered: ["repeat", "cramp", "stretch", "stop"],
};
const ALARMED = "alarmed"; // then the alarm's own buttons are the only ones

export class Chips {
  /** `tell(kind, words)` is told what was chosen: kind is "words", "launch" or "silence". */
  constructor(toolbar, beside, tell) {
    Object.assign(this, { toolbar, tell });
    this.more = made("button", "more", SAID.more);
    this.more.type = "button";
    this.more.addEventListener("click", () => this.#open());
    this.move = roving(toolbar, () => [...toolbar.children, ...beside]);
    new ResizeObserver(() => this.#fit()).observe(toolbar.parentElement);
    this.show(false);
  }

  /** Offer what can be said: to begin, or to answer in a state. The focus stays in the row if it was there. */
  show(open, state = "", fast = false) {
    const focused = this.toolbar.contains(document.activeElement);
    const offered = state === ALARMED ? (open ? [] : [LAUNCH]) : open ? (ANSWERS[state] ?? YES_OR_NO).map((name) => SAID[name]) : BEGIN;
    const all = offered.length && open && fast ? [...offered, SILENCE] : offered;
    this.toolbar.setAttribute("aria-label", open ? SAID.label_answer : SAID.label_begin);
    this.toolbar.hidden = !all.length;
    delete this.toolbar.dataset.all;
    this.toolbar.replaceChildren(...all.map((words) => this.#chip(words)), this.more);
    this.#fit();
    this.move(0, focused && !this.toolbar.hidden);
  }

  /** Choose the first of these that is offered, by name; false if none is. */
  choose(...names) {
    const said = names.map((name) => SAID[name]);
    const chip = [...this.toolbar.children].find((one) => said.includes(one.textContent));
    chip?.click();
    return Boolean(chip);
  }

  /** Hide the last ones while they have no room. */
  #fit() {
    const chips = [...this.toolbar.children].slice(0, -1);
    const full = () => this.toolbar.scrollHeight > this.toolbar.clientHeight + 1;
    chips.forEach((chip) => (chip.hidden = false));
    this.more.hidden = true;
    if ("all" in this.toolbar.dataset || !full()) return;
    this.more.hidden = false;
    for (const chip of chips.slice(1).reverse()) {
      if (!full()) return;
      chip.hidden = true;
    }
  }

  #open() {
    const first = [...this.toolbar.children].findIndex((chip) => chip.hidden);
    this.toolbar.dataset.all = "";
    this.#fit();
    this.move(first);
  }

  #chip(words) {
    const chip = made("button", "", words);
    const kind = { [LAUNCH]: "launch", [SILENCE]: "silence" }[words] ?? "words";
    chip.type = "button";
    chip.addEventListener("click", () => this.tell(kind, words));
    return chip;
  }
}
