// The device's clock on the page: when it began to speak, how long it spoke, and when the user interrupted.

const LONGEST_SECONDS = 86400; // that can be told at once

export class Clock {
  #began = null; // performance.now() when it began to speak
  #told = 0; // the time of day at that moment, in seconds

  took = null; // seconds it spoke, once it is silent
  frozen = null; // seconds after which somebody began to type or to speak

  /** It begins to speak at a time of day, HH:MM:SS. */
  begin(time) {
    this.reset(time);
    this.#began = performance.now();
  }

  /** It never spoke, and it is that time of day. */
  reset(time) {
    this.#began = this.took = this.frozen = null;
    this.#told = secondsOf(time);
  }

  /** Seconds since it began to speak; null if it never did. */
  get elapsed() {
    return this.#began === null ? null : Math.min(LONGEST_SECONDS, (performance.now() - this.#began) / 1000);
  }

  /** Time of day when it began to speak, in seconds. */
  get told() {
    return this.#told;
  }

  /** What a reload needs. */
  get kept() {
    return { elapsed: this.elapsed, told: this.#told, took: this.took };
  }

  /** Go on after a reload that took `away` seconds; less than none, if something is said again. */
  restore({ elapsed, told, took }, away) {
    this.#began = performance.now() - 1000 * (elapsed + away);
    this.#told = told;
    this.took = took;
  }
}

/** Seconds since midnight of HH:MM or HH:MM:SS. */
function secondsOf(time) {
  const [hours, minutes, seconds = 0] = time.split(":").map(Number);
  return 3600 * hours + 60 * minutes + seconds;
}
