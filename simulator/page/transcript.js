// What was said, as it is said: the person's words, the Echo's lines, and a ring for each hold.

import { fill, smallRing } from "./ring.js";
import { filled, texts } from "./texts.js";

const LONGEST_CHARACTERS = 400; // of one's own words that are shown
const MOST_LINES = 600; // that a reload brings back
const AT_END_PIXELS = 60;
const TOUCH_MS = 1000; // from a key or a finger until a scroll is not its work
const smooth = matchMedia("(prefers-reduced-motion: no-preference)");

export class Transcript {
  #turn = null;
  #line = null;
  #now = null;

  /** What was shown, as calls of this class's methods: what `rebuild` takes. */
  lines = [];

  /** `list` is the list of turns in the log, which scrolls. */
  constructor(list) {
    const log = list.parentElement;
    Object.assign(this, { list, log });
    this.following = true;
    this.#heedScrolling();
    new ResizeObserver(() => this.#follow(false)).observe(log);
  }

  /** Don't scroll while the user has scrolled up to read. */
  #heedScrolling() {
    const { log } = this;
    let [before, touched] = [0, -TOUCH_MS];
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      log.addEventListener(kind, () => (touched = performance.now()), { passive: true });
    }
    log.addEventListener("scroll", () => {
      const theirs = performance.now() - touched < TOUCH_MS;
      if (log.scrollHeight - log.scrollTop - log.clientHeight < AT_END_PIXELS) this.following = true;
      else if (theirs && log.scrollTop < before) this.following = false;
      before = log.scrollTop;
    });
  }

  /** Show what was shown before a reload. */
  rebuild(lines) {
    lines.forEach(([method, ...given]) => this[method](...given));
    this.quieten();
  }

  /** Show what was said, that nothing was, or what was touched. */
  said(kind, words, touched) {
    const { silence, touches } = texts.transcript;
    this.you(kind === "silence" ? silence : touched ? filled(touches, { what: touched.arguments.join(" ") }) : words);
  }

  you(words) {
    this.#note("you", words);
    this.log.querySelector(".welcome")?.remove();
    this.following = true;
    this.#entry("you", `${texts.transcript.you} `, words.length > LONGEST_CHARACTERS ? `${words.slice(0, LONGEST_CHARACTERS)}…` : words);
  }

  ended() {
    this.note(texts.transcript.ended);
  }

  note(words, kind = "note") {
    this.#note("note", words, kind);
    this.#entry(kind, "", words);
  }

  /** What was spoken while the page was closed. */
  missed(items) {
    this.#note("missed", items);
    const words = items.map((item) => item.words).filter(Boolean);
    if (words.length) this.#entry("missed", `${texts.transcript.missed} `, words.join(" "));
  }

  /** Show what was sent to the Alexa app, folded: most of it is what is said as well. */
  card({ type, title, text, content, permissions }) {
    this.#note("card", { type, title, text, content, permissions });
    const card = made("details", "card");
    card.append(made("summary", "", filled(texts.transcript.card, { title: title ?? type })));
    for (const words of [text ?? content, permissions?.join(", ")]) if (words) card.append(made("p", "", words));
    this.#entry("sent", "", "").append(card);
    this.#follow();
  }

  turn() {
    this.#note("turn");
    this.log.querySelector(".welcome")?.remove();
    this.#turn = made("li", "alexa");
    this.#turn.append(made("span", "unseen", `${texts.transcript.echo} `));
    this.#line = null;
    this.list.append(this.#turn);
  }

  words({ words, whispered, stressed }) {
    this.#note("words", { words, whispered, stressed });
    this.#now?.classList.remove("now");
    this.#line ??= this.#turn.appendChild(made("p", "line"));
    this.#now = made("span", whispered ? "now whispered" : "now");
    this.#now.append(...emphasised(words, stressed), " ");
    this.#line.append(this.#now);
    this.#follow();
  }

  /** Show a hold; gives its ring, which is empty already where it was skipped. */
  hold(seconds, skipped) {
    this.#note("hold", seconds, true);
    const line = this.#line ?? this.#turn.appendChild(made("p", "line"));
    const hold = made("span", "hold");
    hold.setAttribute("aria-live", "off");
    hold.append(made("span", "unseen", `${filled(texts.transcript.hold, { seconds })} `));
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
    const entry = made("li", kind);
    if (by) entry.append(made("span", "unseen", by));
    if (words) entry.append(made("p", "", words));
    this.list.append(entry);
    this.#follow();
    return entry;
  }

  #note(...line) {
    this.lines.push(line);
    if (this.lines.length > MOST_LINES) this.lines.shift();
  }

  /** Scroll to the end, but not past the beginning of the sentence that is spoken. */
  #follow(smoothly = smooth.matches) {
    const { log, list } = this;
    if (!this.following || !list.childElementCount) return;
    const said = this.#now?.isConnected ? this.#now.getBoundingClientRect().top - log.getBoundingClientRect().top : Infinity;
    const top = Math.min(log.scrollHeight - log.clientHeight, log.scrollTop + said - 4);
    log.scrollTo({ top, behavior: smoothly ? "smooth" : "instant" });
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
