// Captions: shows each beat in the transcript and by the light as it is played, and plays a tone around each hold.

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

  /** The soft tone at the end of a hold, if the user asked for it. */
  tone() {
    this.tones.play("chime");
  }

  /** A hold lasted to its end. */
  released() {
    this.tones.play("held");
  }
}
