// What is heard, as it is heard: each beat shown in the transcript and by the light, and each hold between two tones.

import { become, count } from "./face.js";

export class Captions {
  #endCount = () => {};

  constructor(transcript, tones) {
    Object.assign(this, { transcript, tones });
  }

  words(step) {
    become("speaking");
    this.transcript.words(step);
  }

  /** Show a hold that began at `from`, a moment of performance.now(). */
  hold(seconds, from, skipped) {
    const shown = this.transcript.hold(seconds, skipped);
    if (skipped) return;
    become("holding");
    this.tones.play("hold");
    const stop = count(shown, from, seconds, (held) => this.transcript.held(held));
    this.#endCount = () => {
      stop();
      this.#endCount = () => {};
    };
  }

  /** A hold is over, or was cut short. */
  held() {
    this.#endCount();
  }

  /** The soft tone at the end of a hold, for who asked for it. */
  tone() {
    this.tones.play("chime");
  }

  /** A hold lasted to its end. */
  released() {
    this.tones.play("held");
  }
}
