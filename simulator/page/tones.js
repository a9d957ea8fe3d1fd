// Short tones that say without a look at the screen what the ring shows without sound.

const TONES = {
  hold: [[392, 0.09]],
  held: [[784, 0.16]],
  chime: [[660, 0.9]], // asked for: soft, and long enough to be felt as an end
  listening: [[523, 0.09], [698, 0.12]],
  ended: [[698, 0.12], [523, 0.09], [349, 0.2]],
  waiting: [[262, 0.05]],
  failed: [[220, 0.3]],
}; // hertz and seconds
const LOUDNESS = 0.18;
const TIMEOUT_MS = 300; // until a browser counts as one that forbids sound

export class Tones {
  muted = false; // as where the waiting is skipped
  volume = 1;
  #context = null;

  /** The audio context, created at the first sound, as browsers require. */
  get context() {
    if (!window.AudioContext) return null;
    this.#context ??= new AudioContext();
    if (this.#context.state === "suspended") this.#context.resume();
    return this.#context;
  }

  /** Return whether sound can come out, once that is known. */
  async awake() {
    const { context } = this;
    if (context?.state === "suspended") {
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS))]);
    }
    return context?.state === "running";
  }

  async play(name) {
    if (this.muted || !this.context) return;
    if (this.context.state === "running" || (await this.awake())) this.#sound(TONES[name]);
  }

  #sound(tones) {
    const { context } = this;
    let at = context.currentTime;
    for (const [hertz, seconds] of tones) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(LOUDNESS * this.volume, at);
      gain.gain.exponentialRampToValueAtTime(0.001, at + seconds);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds;
    }
  }
}
