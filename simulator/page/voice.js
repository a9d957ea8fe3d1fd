// The browser's own voice, where it has one on this machine. A voice made elsewhere is never used.

const PATIENCE = 2500; // ms without a sound before the voice counts as absent
const SLACK = 5000; // ms beyond three times the estimate before it counts as stuck

export class Voice {
  muted = false;
  locale = "en-GB";
  #speech = window.speechSynthesis;
  #broken = false;
  #settle = () => {};
  #utterance = null; // kept, or some browsers collect it before it has ended

  constructor(changed) {
    this.changed = changed;
    this.#speech?.addEventListener?.("voiceschanged", () => this.changed());
  }

  /** One of this machine's voices for the locale, or for its language; nothing where there is none. */
  get voice() {
    if (this.#broken) return undefined;
    const here = (this.#speech?.getVoices() ?? []).filter((voice) => voice.localService);
    const language = this.locale.slice(0, 2);
    const named = (voice) => voice.lang.replace("_", "-");
    return here.find((voice) => named(voice) === this.locale) ?? here.find((voice) => named(voice).startsWith(language));
  }

  get audible() {
    return !this.muted && Boolean(this.voice);
  }

  /** Say a sentence; true once it was heard to its end, false where it was not, and the time has to be kept otherwise. */
  say({ words, seconds, whispered, stressed }) {
    if (!this.audible) return Promise.resolve(false);
    const utterance = (this.#utterance = new SpeechSynthesisUtterance(spelled(words)));
    utterance.voice = this.voice;
    utterance.lang = this.voice.lang;
    if (stressed) Object.assign(utterance, { rate: 0.88, pitch: 1.1 });
    if (whispered) Object.assign(utterance, { rate: 0.9, pitch: 0.8, volume: 0.35 });
    return new Promise((resolve) => {
      let watch = setTimeout(() => this.#giveUp(), PATIENCE);
      this.#settle = (heard) => {
        clearTimeout(watch);
        resolve(heard);
      };
      utterance.onstart = () => {
        clearTimeout(watch);
        watch = setTimeout(() => this.#giveUp(), 3000 * seconds + SLACK);
      };
      utterance.onend = () => this.#settle(true);
      utterance.onerror = () => this.#settle(false);
      this.#speech.speak(utterance);
    });
  }

  hush() {
    if (this.#utterance) {
      this.#utterance.onend = this.#utterance.onerror = null;
      this.#utterance = null;
      this.#speech.cancel();
    }
    this.#settle(false);
  }

  #giveUp() {
    this.#broken = true;
    this.hush();
    this.changed();
  }
}

// A telephone number is said digit by digit, as Alexa is told to.
function spelled(words) {
  return words.replace(/\d{2,}/g, (digits) => [...digits].join(" "));
}
