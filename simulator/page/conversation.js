// One device and the talk with it: what is said goes out, what comes back is played, time is kept in between.

import { allIsWell, allowSilence, become, count, showTime, state, trouble, wane } from "./face.js";
import { exchange } from "./wire.js";

const LISTENING = 8; // seconds: Alexa's own
const LONGEST = 86400; // seconds that can be told at once

export class Conversation {
  #device = { setup: null, kept: null, open: false };
  #clock = { began: null, took: null, frozen: null, told: 0 };
  #waiting = null; // what was sent and not yet answered
  #failed = null; // what was sent and could not be answered
  #endCount = () => {};
  #endListening = () => {};

  /** `setup()` is what is chosen for a device that was never used, `fast()` whether time is skipped. */
  constructor({ transcript, drawer, player, screen, setup, fast }) {
    Object.assign(this, { transcript, drawer, player, screen, setup, fast });
    player.show = {
      words: (step) => this.#words(step),
      hold: (...given) => this.#hold(...given),
      held: () => this.#endCount(),
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
    const after = this.fast() ? null : (this.#clock.frozen ?? this.#elapsed());
    this.#interrupt(after);
    this.transcript.you(kind === "silence" ? "(silence)" : touched ? `(touches: ${touched.arguments.join(" ")})` : said);
    const took = this.fast() ? null : this.#clock.took;
    const { setup, kept } = this.#device;
    this.#ask({ kind, words: said, touched, setup: setup ?? this.setup(), kept, after, took });
  }

  again() {
    if (this.#failed && !this.busy) this.#ask(this.#failed);
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
    if (this.fast()) return this.send("silence");
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
    this.player.fast = this.fast();
    if (!this.busy && !this.player.playing && this.#clock.frozen === null) this.#attend();
  }

  /** Take another device, never used. */
  begin() {
    this.#interrupt(null);
    this.#waiting = this.#failed = null;
    this.#device = { setup: null, kept: null, open: false };
    this.#clock = { began: null, took: null, frozen: null, told: secondsOf(this.setup().at) };
    allIsWell();
    allowSilence(false);
    this.tick();
    become("idle");
  }

  tick() {
    showTime(this.#clock.told + (this.fast() ? 0 : (this.#elapsed() ?? 0)));
  }

  async #ask(asked) {
    this.#waiting = asked;
    this.#failed = null;
    allIsWell();
    become("thinking");
    try {
      const answer = await exchange(asked);
      if (this.#waiting !== asked) return;
      this.#waiting = null;
      this.#hear(answer);
    } catch (error) {
      if (this.#waiting !== asked) return;
      this.#waiting = null;
      this.#failed = trouble(error.message) ? asked : null;
      this.#clock.frozen = asked.after; // time that nobody could use doesn't count
    }
  }

  async #hear(answer) {
    const told = answer.exchanges.at(-1);
    this.#device = { setup: answer.setup, kept: answer.kept, open: answer.in_session };
    this.#clock = { began: performance.now(), took: null, frozen: null, told: secondsOf(told.clock) };
    allowSilence(this.open);
    this.tick();
    this.drawer.add(answer);
    answer.exchanges.slice(0, -1).forEach((earlier) => this.transcript.missed(earlier.items));
    this.transcript.turn();
    if (told.card) this.transcript.card(told.card);
    become("speaking");
    this.screen.show(told.response, this.#clock.told);
    this.player.fast = this.fast();
    if (!(await this.player.play(told.items))) return;
    this.transcript.quieten();
    if (!this.open) this.transcript.note("The session has ended.");
    this.#attend();
  }

  /** Listen, where a session is open: for eight seconds, unless time is skipped. */
  #attend() {
    this.#endListening();
    this.#clock.took = this.#elapsed();
    if (!this.open) return become(this.#device.kept ? "ended" : "idle");
    become("listening");
    if (this.fast()) return;
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
