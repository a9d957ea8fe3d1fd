// The red sheet of an alarm, and the red bar that stays when it is closed. Both are read off the exchange: the
// session's state, and the numbers that the words name.

import { filled, texts } from "./texts.js";
import { made } from "./transcript.js";

const VIBRATION = [300, 150, 300]; // ms

export class Alarm {
  #on = false;

  /** `repeat()` says it again. `numbers()` lists what can be called in the country, the emergency number first. */
  constructor(dialog, bar, { repeat, numbers }) {
    Object.assign(this, { dialog, bar, numbers });
    this.part = (name) => dialog.querySelector(`#alarm-${name}`);
    this.part("repeat").addEventListener("click", repeat);
    this.part("close").addEventListener("click", () => dialog.close());
    this.opener = bar.querySelector("button");
    this.opener.addEventListener("click", () => this.#open());
    dialog.addEventListener("close", () => this.#closed());
  }

  /** Show the sheet if an exchange raised an alarm, and take it away if one is over. */
  show({ items, response }, { kept, in_session: open }) {
    const state = (response?.sessionAttributes ?? kept.session?.attributes)?.state;
    const words = items.map((item) => item.words).filter(Boolean).join(" ");
    const named = numbersIn(words, this.numbers());
    const unanswered = state === "checking" && !response && named.length > 0; // nobody answered the check
    this.#on = unanswered || (state === "alarmed" && (open || named.length > 0));
    if (!this.#on) return this.end();
    this.#fill(words, named, open);
    if (!this.dialog.open) this.#open();
  }

  /** It is over: take the sheet and the bar away. */
  end() {
    this.#on = false;
    this.bar.hidden = true;
    this.dialog.close();
  }

  #open() {
    this.bar.hidden = true;
    this.dialog.showModal();
    this.part("name").focus();
    if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(VIBRATION); // else it is refused
  }

  #closed() {
    this.bar.hidden = !this.#on;
    if (this.#on) this.opener.focus();
  }

  #fill(words, named, open) {
    this.part("words").textContent = words;
    this.part("rule").hidden = !open;
    const links = named.map((number) => [number, filled(texts.alarm.call, { number })]);
    const [emergency] = this.numbers();
    if (!links.length && emergency) links.push([emergency, filled(texts.alarm.in_emergency, { number: emergency })]);
    this.part("numbers").replaceChildren(...links.map(linkTo));
    this.bar.replaceChildren(...links.slice(0, 1).map(linkTo), this.opener);
  }
}

function linkTo([number, words]) {
  const link = made("a", "", words);
  link.href = `tel:${number}`;
  return link;
}

/** List the country's numbers that words name, in their order. "116, 123" is how a long one is spoken. */
function numbersIn(words, known) {
  const spoken = [...words.matchAll(/\d[\d, -]*\d/g)].map(([number]) => number.replace(/\D/g, ""));
  return [...new Set(spoken)].filter((number) => known.includes(number));
}
