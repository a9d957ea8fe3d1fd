// What was said, as it is said: the person's words, the Echo's lines, and a ring for each hold.

import { fill, smallRing } from "./ring.js";

const LONGEST = 400; // characters of one's own words that are shown
const smooth = matchMedia("(prefers-reduced-motion: no-preference)");

export class Transcript {
  #turn = null;
  #line = null;
  #now = null;

  constructor(log) {
    this.log = log;
    this.following = true;
    let before = 0;
    log.addEventListener("scroll", () => {
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
      this.following = atEnd || (this.following && log.scrollTop >= before);
      before = log.scrollTop;
    });
    new ResizeObserver(() => this.#follow(false)).observe(log);
  }

  you(words) {
    this.log.querySelector(".welcome")?.remove();
    this.following = true;
    this.#entry("you", "You said: ", words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);
  }

  note(words, kind = "note") {
    this.#entry(kind, "", words);
  }

  /** What was spoken while nobody was there to hear it. */
  missed(items) {
    const words = items.map((item) => item.words).filter(Boolean);
    if (words.length) this.#entry("missed", "Meanwhile it said: ", words.join(" "));
  }

  card({ type, title, text, content, permissions }) {
    const card = this.#entry("card", "", "");
    const lines = [["h2", title ?? type], ["p", text ?? content], ["p", permissions?.join(", ")]];
    for (const [tag, words] of lines) if (words) card.append(made(tag, "", words));
    this.#follow();
  }

  turn() {
    this.#turn = made("div", "alexa");
    this.#turn.append(made("span", "unseen", "The Echo: "));
    this.#line = null;
    this.log.append(this.#turn);
  }

  words({ words, whispered, stressed }) {
    this.#now?.classList.remove("now");
    this.#line ??= this.#turn.appendChild(made("p", "line"));
    this.#now = made("span", whispered ? "now whispered" : "now");
    this.#now.append(...emphasised(words, stressed), " ");
    this.#line.append(this.#now);
    this.#follow();
  }

  /** Show a hold; gives its ring, which is empty already where it was skipped. */
  hold(seconds, skipped) {
    const line = this.#line ?? this.#turn.appendChild(made("p", "line"));
    const hold = made("span", "hold");
    hold.setAttribute("aria-live", "off");
    hold.append(made("span", "unseen", `Silence, ${seconds} seconds. `));
    const ring = smallRing(seconds);
    ring.svg.setAttribute("aria-hidden", "true");
    hold.append(ring.svg);
    hold.dataset.seconds = seconds;
    line.append(hold);
    this.#line = null;
    if (skipped) this.held({ ring, hold });
    this.#follow();
    return { ring, hold };
  }

  held({ ring, hold }) {
    fill(ring, 1, hold.dataset.seconds);
    hold.classList.add("held");
  }

  quieten() {
    this.#now?.classList.remove("now");
  }

  #entry(kind, by, words) {
    const entry = made("div", kind);
    if (by) entry.append(made("span", "unseen", by));
    if (words) entry.append(made("p", "", words));
    this.log.append(entry);
    this.#follow();
    return entry;
  }

  #follow(smoothly = smooth.matches) {
    if (!this.following) return;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: smoothly ? "smooth" : "instant" });
  }
}

export function made(tag, kind = "", words = "") {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.textContent = words;
  return element;
}

function emphasised(words, stressed) {
  if (!stressed) return [words];
  const at = words.indexOf(stressed);
  return [words.slice(0, at), made("em", "", stressed), words.slice(at + stressed.length)];
}
