// The row of buttons: what fits what was just asked, by the session's state as the response's attributes name it.

import { roving } from "./keys.js";
import { made } from "./transcript.js";

const BEGIN = [
  "Open leg cramp helper",
  "I’ve got a leg cramp",
  "Start my bedtime stretch",
  "Can I take quinine",
  "Does quinine make my ears ring",
  "I have chest pain",
];
const LAUNCH = BEGIN[0];
const SILENCE = "Say nothing";
const YES_OR_NO = ["Yes", "No", "Repeat", "Stop"];
const ANSWERS = {
  relieving: ["Yes", "No", "Pause", "Repeat", "Stop"],
  stretching: ["Pause", "Next", "Repeat", "Stop"],
  paused: ["Resume", "Start over", "Stop"],
  answered: ["Repeat", "I’ve got a leg cramp", "Start my bedtime stretch", "Stop"],
  alarmed: ["Repeat", "Stop"],
};

export class Chips {
  /** `tell(kind, words)` is told what was chosen: kind is "words", "launch" or "silence". */
  constructor(toolbar, beside, tell) {
    Object.assign(this, { toolbar, tell });
    this.move = roving(toolbar, () => [...toolbar.children, ...beside]);
    this.show(false);
  }

  /** Offer what can be said: to begin, or to answer in a state. The focus stays in the row if it was there. */
  show(open, state = "") {
    const focused = this.toolbar.contains(document.activeElement);
    const offered = open ? [...(ANSWERS[state] ?? YES_OR_NO), SILENCE] : BEGIN;
    this.toolbar.setAttribute("aria-label", open ? "To answer" : "To begin");
    this.toolbar.replaceChildren(...offered.map((words) => this.#chip(words)));
    this.toolbar.scrollLeft = 0;
    this.move(0, focused);
  }

  /** Choose the first of these that is offered; false if none is. */
  choose(...names) {
    const chip = [...this.toolbar.children].find((one) => names.includes(one.textContent));
    chip?.click();
    return Boolean(chip);
  }

  #chip(words) {
    const chip = made("button", "", words);
    const kind = { [LAUNCH]: "launch", [SILENCE]: "silence" }[words] ?? "words";
    chip.type = "button";
    chip.addEventListener("click", () => this.tell(kind, words));
    return chip;
  }
}
