// A conversation with the device: sends what is said, plays the answer, and keeps the time.

import { stayAwake } from "./awake.js";
import { Captions } from "./captions.js";
import { Clock } from "./clock.js";
import { allIsWell, become, listen, showTime, state, trouble } from "./face.js";
import { forget, recall, remember } from "./memory.js";
import { Wire } from "./wire.js";

const LISTENING_SECONDS = 8; // Alexa's own

export class Conversation {
  #device = { setup: null, kept: null, open: false };
  #clock = new Clock();
  #last = null; // the exchange that was heard last
  #endListening = () => {};
  #wire = new Wire({
    answered: (answer, asked) => this.#hear(answer, asked.after),
    failed: (...given) => this.#fail(...given),
    slow: () => this.tones.play("waiting"),
  });

  /** `setup.device` is what is chosen for a device that was never used, `setup.fast` whether time is skipped. */
  constructor(parts) {
    Object.assign(this, parts);
    parts.player.show = new Captions(parts.transcript, parts.tones);
  }

  get busy() {
    return this.#wire.busy;
  }

  get open() {
    return this.#device.open;
  }

  /** Send what was said: "words", "launch" or "silence", or what was touched. Whatever it was saying stops. */
  send(kind, said = "", touched = null) {
    if (this.busy) return;
    const after = this.setup.fast ? null : (this.#clock.frozen ?? this.#clock.elapsed);
    this.#interrupt(after);
    this.transcript.said(kind, said, touched);
    const took = this.setup.fast ? null : this.#clock.took;
    const { setup, kept } = this.#device;
    allIsWell();
    become("thinking");
    this.#wire.ask({ kind, words: said, touched, setup: setup ?? this.setup.device, kept, after, took });
  }

  again() {
    this.#wire.again();
  }

  /** Say the last words again, without the skill: the session is over. */
  async replay() {
    if (!this.#last || this.busy || this.player.playing) return;
    this.transcript.turn();
    if (await this.player.play(this.#last.items)) this.#attend();
  }

  /** Keep the conversation for a reload. */
  keep() {
    if (this.#last) remember({ device: this.#device, last: this.#last, clock: this.#clock.kept }, this);
  }

  /** Take up what a reload interrupted, in mid-speech if it was quick; false if there is nothing. */
  restore() {
    const before = recall(this);
    if (!before) return false;
    const { device, last, clock, place, away } = before;
    [this.#device, this.#last] = [device, last];
    this.#clock.restore(clock, place ? -place.again : away); // in mid-speech, time away doesn't count
    this.offer();
    this.alarm.show(last, { kept: device.kept, in_session: this.open });
    stayAwake(this.open && !this.setup.fast);
    if (place) this.#speak(place);
    else this.#attend(clock.took ?? clock.elapsed);
    return true;
  }

  /** The user begins to type or to speak: stop the speech, and take the time now. */
  heed() {
    this.#clock.frozen ??= this.#clock.elapsed;
    this.#interrupt(this.#clock.frozen);
    become("heeding");
  }

  /** The user said nothing after all. */
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
    this.#interrupt(this.#clock.elapsed);
    this.#attend();
  }

  /** Time is skipped from now on, or no longer. */
  changePace() {
    this.player.fast = this.setup.fast;
    this.offer();
    if (!this.busy && !this.player.playing && this.#clock.frozen === null) this.#attend();
  }

  /** Take another device, never used. */
  begin() {
    this.#interrupt(null);
    this.#wire.drop();
    this.#last = null;
    forget();
    stayAwake(false);
    this.#device = { setup: null, kept: null, open: false };
    this.#clock.reset(this.setup.device.at);
    allIsWell();
    this.offer();
    this.tick();
    become("idle");
  }

  tick() {
    showTime(this.#clock.told + (this.setup.fast ? 0 : (this.#clock.elapsed ?? 0)));
  }

  /** Show the buttons that fit what was just asked. */
  offer() {
    const attributes = this.#last?.response?.sessionAttributes ?? this.#device.kept?.session?.attributes;
    this.chips.show(this.open, attributes?.state, this.setup.fast);
  }

  #hear(answer, after) {
    const told = answer.exchanges.at(-1);
    this.#device = { setup: answer.setup, kept: answer.kept, open: answer.in_session };
    this.#clock.begin(told.clock);
    this.#last = told;
    allIsWell();
    this.offer();
    this.tick();
    this.drawer.add({ ...answer, after });
    this.alarm.show(told, answer);
    stayAwake(this.open && !this.setup.fast);
    answer.exchanges.slice(0, -1).forEach((earlier) => this.transcript.missed(earlier.items));
    this.transcript.turn();
    if (told.card) this.transcript.card(told.card);
    this.screen.show(told.response, this.#clock.told);
    this.#speak();
  }

  /** Play the last exchange, from its beginning or from a place in it, and then listen. */
  async #speak(place) {
    become("speaking");
    this.player.fast = this.setup.fast;
    if (!(await this.player.play(this.#last.items, place))) return;
    this.transcript.quieten();
    if (!this.open) {
      this.transcript.ended();
      this.tones.play("ended");
    }
    this.#attend();
  }

  #fail(name, asked, tried) {
    if (!tried) this.tones.play("failed");
    this.#clock.frozen = asked.after; // time that nobody could use doesn't count
    return trouble(name);
  }

  /** Listen, if a session is open: for eight seconds, unless time is skipped. */
  #attend(took = this.#clock.elapsed) {
    this.#endListening();
    this.#clock.took = took;
    if (!this.open) {
      stayAwake(false);
      return become(this.#device.kept ? "ended" : "idle");
    }
    become("listening");
    this.tones.play("listening");
    if (this.setup.fast) return;
    this.#endListening = listen(LISTENING_SECONDS, () => this.send("silence"));
  }

  /** Stop what it says or hears; it spoke for `after` seconds. */
  #interrupt(after) {
    if (this.player.playing) this.#clock.took = after ?? this.#clock.elapsed;
    this.player.stop();
    this.#endListening();
    this.transcript.quieten();
  }
}
