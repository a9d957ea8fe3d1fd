// The red sheet of an alarm. It is read off the exchange: the session's state, and the numbers that the words name.

import { made } from "./transcript.js";

const VIBRATION = [300, 150, 300]; // ms

export class Alarm {
  #before = null;

  /** `repeat()` says it again. `numbers()` lists what can be called in the country, the emergency number first. */
  constructor(dialog, { repeat, numbers }) {
    Object.assign(this, { dialog, numbers });
    this.part = (name) => dialog.querySelector(`#alarm-${name}`);
    this.part("repeat").addEventListener("click", repeat);
    this.part("close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.#before?.focus());
  }

  /** Show the sheet if an exchange raised an alarm, and close it if one is over. */
  show({ items, response }, { kept, in_session: open }) {
    const state = (response?.sessionAttributes ?? kept.session?.attributes)?.state;
    const words = items.map((item) => item.words).filter(Boolean).join(" ");
    const named = numbersIn(words, this.numbers());
    const unanswered = state === "checking" && !response && named.length > 0; // nobody answered the check
    if (!unanswered && (state !== "alarmed" || (!open && !named.length))) return this.dialog.close();
    this.#fill(words, named, open);
    if (this.dialog.open) return;
    this.#before = document.activeElement;
    this.dialog.showModal();
    this.part("name").focus();
    navigator.vibrate?.(VIBRATION);
  }

  #fill(words, named, open) {
    this.part("words").textContent = words;
    this.part("rule").hidden = !open;
    const links = named.map((number) => linkTo(number, `Call ${number}`));
    const [emergency] = this.numbers();
    if (!links.length && emergency) links.push(linkTo(emergency, `In an emergency: ${emergency}`));
    this.part("numbers").replaceChildren(...links);
  }
}

function linkTo(number, words) {
  const link = made("a", "", words);
  link.href = `tel:${number}`;
  return link;
}

/** List the country's numbers that words name, in their order. "116, 123" is how a long one is spoken. */
function numbersIn(words, known) {
  const spoken = [...words.matchAll(/\d[\d, -]*\d/g)].map(([number]) => number.replace(/\D/g, ""));
  return [...new Set(spoken)].filter((number) => known.includes(number));
}
