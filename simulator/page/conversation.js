// One device and the talk with it: what is said goes out, what comes back is played, time is kept in between.

import { stayAwake } from "./awake.js";
import { allIsWell, become, count, showTime, state, trouble, wane } from "./face.js";
import { forget, remember, remembered } from "./memory.js";
import { exchange } from "./wire.js";

const LISTENING = 8; // seconds: Alexa's own
const LONGEST = 86400; // seconds that can be told at once
const RETRY = 4000; // ms until a lost exchange is tried again by itself
const SLOW = 700; // ms without an answer before a tone says so

export class Conversation {
  #device = { setup: null, kept: null, open: false };
  #clock = { began: null, took: null, frozen: null, told: 0 };
  #waiting = null; // what was sent and not yet answered
  #failed = null; // what was sent and could not be answered
  #last = null; // the exchange that was heard last
  #patience = 0; // timer: of the tone while an answer is awaited, or of the next try
  #endCount = () => {};
  #endListening = () => {};

  /** `setup.device` is what is chosen for a device that was never used, `setup.fast` whether time is skipped. */
  constructor(parts) {
    Object.assign(this, parts);
    const { player } = parts;
    player.show = {
      words: (step) => this.#words(step),
      hold: (...given) => this.#hold(...given),
      held: () => this.#endCount(),
      released: () => this.#tone("held"),
    };
  }

  get busy() {
    return this.#waiting !== null;
  }

  get open() {
    return this.#device.open;
  }

  /** Send what was said: "words", "launch" or "silence", or what was touched. Whatever it was saying stops. */
  send(kind, said = "", touched = null) {
    if (this.busy) return;
    const after = this.setup.fast ? null : (this.#clock.frozen ?? this.#elapsed());
    this.#interrupt(after);
    this.transcript.you(kind === "silence" ? "(silence)" : touched ? `(touches: ${touched.arguments.join(" ")})` : said);
    const took = this.setup.fast ? null : this.#clock.took;
    const { setup, kept } = this.#device;
    this.#ask({ kind, words: said, touched, setup: setup ?? this.setup.device, kept, after, took });
  }

  again() {
    if (this.#failed && !this.busy) this.#ask(this.#failed);
  }

  /** Say the last words again, without the skill: the session is over. */
  async replay() {
    if (!this.#last || this.busy || this.player.playing) return;
    this.transcript.turn();
    if (await this.player.play(this.#last.items)) this.#attend();
  }

  /** Keep the conversation for a reload. */
  keep() {
    if (!this.#last) return;
    const { kept, open, setup } = this.#device;
    const took = this.player.playing ? this.#elapsed() : this.#clock.took;
    const began = Date.now() - 1000 * (this.#elapsed() ?? 0);
    const shown = { lines: this.transcript.lines, exchanges: this.drawer.exchanges, chosen: this.setup.chosen };
    remember({ device: { kept, open, setup }, told: this.#clock.told, took, began, last: this.#last, ...shown });
  }

  /** Take up what a reload interrupted; false if there is nothing. */
  restore() {
    const before = remembered();
    if (!before) return false;
    this.setup.chosen = before.chosen;
    this.transcript.rebuild(before.lines);
    this.drawer.exchanges = before.exchanges;
    this.#device = before.device;
    this.#last = before.last;
    const elapsed = Math.max(0, Date.now() - before.began);
    this.#clock = { began: performance.now() - elapsed, took: before.took, frozen: null, told: before.told };
    this.#offer();
    this.#attend(before.took);
    return true;
  }

  /** Somebody begins to type or to speak: it is quiet, and the time that counts is now. */
  heed() {
    this.#clock.frozen ??= this.#elapsed();
    this.#interrupt(this.#clock.frozen);
    become("heeding");
  }

  /** They thought better of it. */
  unheed() {
    this.#clock.frozen = null;
    if (!this.busy) this.#attend();
  }

  /** In real time it is enough to wait: Alexa gives eight seconds. */
  sayNothing() {
    if (!this.open || this.busy) return;
    if (this.setup.fast) return this.send("silence");
    if (this.player.playing) return;
    if (state() !== "listening") this.unheed();
    become("quiet");
  }

  /** Cut it short without a word. */
  hush() {
    if (!this.player.playing) return;
    this.#interrupt(this.#elapsed());
    this.#attend();
  }

  /** Time is skipped from now on, or no longer. */
  changePace() {
    this.player.fast = this.setup.fast;
    if (!this.busy && !this.player.playing && this.#clock.frozen === null) this.#attend();
  }

  /** Take another device, never used. */
  begin() {
    this.#interrupt(null);
    this.#waiting = this.#failed = this.#last = null;
    clearTimeout(this.#patience);
    forget();
    stayAwake(false);
    this.#device = { setup: null, kept: null, open: false };
    this.#clock = { began: null, took: null, frozen: null, told: secondsOf(this.setup.device.at) };
    allIsWell();
    this.#offer();
    this.tick();
    become("idle");
  }

  tick() {
    showTime(this.#clock.told + (this.setup.fast ? 0 : (this.#elapsed() ?? 0)));
  }

  async #ask(asked) {
    this.#waiting = asked;
    this.#failed = null;
    allIsWell();
    become("thinking");
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#tone("waiting"), SLOW);
    try {
      const answer = await exchange(asked);
      if (this.#waiting !== asked) return;
      this.#waiting = null;
      clearTimeout(this.#patience);
      this.#hear(answer, asked.after);
    } catch (error) {
      if (this.#waiting !== asked) return;
      this.#waiting = null;
      clearTimeout(this.#patience);
      this.#tone("failed");
      this.#failed = trouble(error.message) ? asked : null;
      if (error.message === "lost") this.#patience = setTimeout(() => this.again(), RETRY);
      this.#clock.frozen = asked.after; // time that nobody could use doesn't count
    }
  }

  async #hear(answer, after) {
    const told = answer.exchanges.at(-1);
    this.#device = { setup: answer.setup, kept: answer.kept, open: answer.in_session };
    this.#clock = { began: performance.now(), took: null, frozen: null, told: secondsOf(told.clock) };
    this.#last = told;
    this.#offer();
    this.tick();
    this.drawer.add({ ...answer, after });
    this.alarm.show(told, answer);
    stayAwake(this.open && !this.setup.fast);
    answer.exchanges.slice(0, -1).forEach((earlier) => this.transcript.missed(earlier.items));
    this.transcript.turn();
    if (told.card) this.transcript.card(told.card);
    become("speaking");
    this.screen.show(told.response, this.#clock.told);
    this.player.fast = this.setup.fast;
    if (!(await this.player.play(told.items))) return;
    this.transcript.quieten();
    if (!this.open) this.transcript.note("The session has ended.");
    this.#attend();
  }

  /** Show the buttons that fit what was just asked. */
  #offer() {
    const attributes = this.#last?.response?.sessionAttributes ?? this.#device.kept?.session?.attributes;
    this.chips.show(this.open, attributes?.state);
  }

  #tone(name) {
    if (!this.setup.fast) this.tones.play(name);
  }

  /** Listen, where a session is open: for eight seconds, unless time is skipped. */
  #attend(took = this.#elapsed()) {
    this.#endListening();
    this.#clock.took = took;
    if (!this.open) {
      stayAwake(false);
      return become(this.#device.kept ? "ended" : "idle");
    }
    become("listening");
    this.#tone("listening");
    if (this.setup.fast) return;
    const timer = setTimeout(() => this.send("silence"), 1000 * LISTENING);
    const stop = wane(LISTENING);
    this.#endListening = () => {
      clearTimeout(timer);
      stop();
      this.#endListening = () => {};
    };
  }

  /** Stop what it says or hears; it spoke for `after` seconds. */
  #interrupt(after) {
    if (this.player.playing) this.#clock.took = after ?? this.#elapsed();
    this.player.stop();
    this.#endListening();
    this.transcript.quieten();
  }

  #words(step) {
    become("speaking");
    this.transcript.words(step);
  }

  #hold(seconds, from, skipped) {
    const shown = this.transcript.hold(seconds, skipped);
    if (skipped) return;
    become("holding");
    this.#tone("hold");
    const stop = count(shown, from, seconds, (held) => this.transcript.held(held));
    this.#endCount = () => {
      stop();
      this.#endCount = () => {};
    };
  }

  /** Seconds since it began to speak; nothing where it never did. */
  #elapsed() {
    const { began } = this.#clock;
    return began === null ? null : Math.min(LONGEST, (performance.now() - began) / 1000);
  }
}

/** Seconds since midnight of HH:MM or HH:MM:SS. */
function secondsOf(time) {
  const [hours, minutes, seconds = 0] = time.split(":").map(Number);
  return 3600 * hours + 60 * minutes + seconds;
}
