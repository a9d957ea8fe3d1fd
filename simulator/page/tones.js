// Short tones that tell with eyes closed what the ring tells with the sound off.

const TONES = {
  hold: [[392, 0.09]],
  held: [[784, 0.16]],
  listening: [[523, 0.09], [698, 0.12]],
  waiting: [[262, 0.05]],
  failed: [[220, 0.3]],
}; // hertz and seconds
const LOUDNESS = 0.18;

export class Tones {
  muted = false;
  volume = 1;
  #context = null;

  /** The one place where sound comes out; made at the first sound, as browsers want. */
  get context() {
    if (!window.AudioContext) return null;
    this.#context ??= new AudioContext();
    if (this.#context.state === "suspended") this.#context.resume();
    return this.#context;
  }

  play(name) {
    const context = this.muted ? null : this.context;
    if (!context) return;
    let at = context.currentTime;
    for (const [hertz, seconds] of TONES[name]) {
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
