// The voice: the browser's own on this machine, or else the server's espeak-ng. A voice made elsewhere is never used.

const TIMEOUT_MS = 2500; // without a sound before the voice counts as absent
const SLACK_MS = 5000; // beyond three times the estimate before it counts as stuck
const WHISPER = 0.35; // of the volume
const VOLUMES = { silent: 0, "x-soft": 0.3, soft: 0.5, medium: 0.75, loud: 0.9, "x-loud": 1 }; // of a browser's loudest

export class Voice {
  muted = false;
  locale = "en-GB";
  pace = 1;
  volume = 1;
  #speech = window.speechSynthesis;
  #broken = false;
  #settle = () => {};
  #utterance = null; // kept, or some browsers collect it before it has ended
  #source = null;
  #ready = new Map(); // sounds of the server, by what was asked for

  /** `served` tells whether the server speaks; `tones` has the one place where sound comes out. */
  constructor(changed, tones, served) {
    Object.assign(this, { changed, tones, served });
    this.#speech?.addEventListener?.("voiceschanged", () => this.changed());
  }

  /** One of this machine's voices for the locale, or for its language; nothing if there is none. */
  get voice() {
    if (this.#broken) return undefined;
    const here = (this.#speech?.getVoices() ?? []).filter((voice) => voice.localService);
    const language = this.locale.slice(0, 2);
    const named = (voice) => voice.lang.replace("_", "-");
    return here.find((voice) => named(voice) === this.locale) ?? here.find((voice) => named(voice).startsWith(language));
  }

  get audible() {
    return !this.muted && Boolean(this.voice || (this.served && window.AudioContext));
  }

  /** Say a sentence; true once it was heard to its end. If false, the time has to be kept otherwise. */
  say(step) {
    if (!this.audible) return Promise.resolve(false);
    return this.voice ? this.#sayHere(step) : this.#sayServed(step);
  }

  /** Fetch a sentence that comes soon, if the server is to say it. */
  prepare(step) {
    if (step?.words && this.audible && !this.voice) this.#sound(step).catch(() => {});
  }

  hush() {
    if (this.#utterance) {
      this.#utterance.onend = this.#utterance.onerror = null;
      this.#utterance = null;
      this.#speech.cancel();
    }
    if (this.#source) {
      this.#source.onended = null;
      this.#source.stop();
      this.#source = null;
    }
    this.#settle(false);
  }

  #sayHere({ words, seconds, whispered, stressed, rate = 100, volume: loud = "medium" }) {
    const utterance = (this.#utterance = new SpeechSynthesisUtterance(spelled(words)));
    utterance.voice = this.voice;
    utterance.lang = this.voice.lang;
    const pace = (this.pace * rate) / 100;
    const volume = this.volume * (VOLUMES[loud] ?? VOLUMES.medium);
    Object.assign(utterance, { rate: pace, volume });
    if (stressed) Object.assign(utterance, { rate: 0.88 * pace, pitch: 1.1 });
    if (whispered) Object.assign(utterance, { rate: 0.9 * pace, pitch: 0.8, volume: WHISPER * volume });
    return new Promise((resolve) => {
      let watch = setTimeout(() => this.#giveUp(), TIMEOUT_MS);
      this.#settle = (heard) => {
        clearTimeout(watch);
        resolve(heard);
      };
      utterance.onstart = () => {
        clearTimeout(watch);
        watch = setTimeout(() => this.#giveUp(), 3000 * seconds + SLACK_MS);
      };
      utterance.onend = () => this.#settle(true);
      utterance.onerror = () => this.#settle(false);
      this.#speech.speak(utterance);
    });
  }

  #sayServed(step) {
    return new Promise((resolve) => {
      const wait = setTimeout(() => this.#settle(false), TIMEOUT_MS);
      let over = false;
      this.#settle = (heard) => {
        over = true;
        clearTimeout(wait);
        resolve(heard);
      };
      this.#sound(step).then(
        (sound) => {
          if (over) return;
          clearTimeout(wait);
          this.#play(sound, step.whispered);
        },
        () => this.#settle(false),
      );
    });
  }

  /** A browser that was not touched since it loaded the page may forbid sound: then the time is kept without. */
  async #play(sound, whispered) {
    const settle = this.#settle;
    if (!(await this.tones.awake())) return settle(false);
    if (settle !== this.#settle) return; // it was hushed meanwhile
    const { context } = this.tones;
    const source = (this.#source = context.createBufferSource());
    const gain = context.createGain();
    gain.gain.value = this.volume * (whispered ? WHISPER : 1);
    source.buffer = sound;
    source.connect(gain).connect(context.destination);
    source.onended = () => {
      this.#source = null;
      this.#settle(true);
    };
    source.start();
  }

  /** Return a sentence's sound. A server that can't speak isn't asked twice. */
  #sound({ words, whispered = false, rate = 100, volume = "medium" }) {
    const body = JSON.stringify({ words, whispered, locale: this.locale, pace: (this.pace * rate) / 100, volume });
    if (!this.#ready.has(body)) this.#ready.set(body, this.#fetched(body));
    return this.#ready.get(body);
  }

  async #fetched(body) {
    try {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch("echo/speech", { method: "POST", headers, body });
      if (answer.status === 404) this.#unserved();
      if (!answer.ok) throw new Error("no sound");
      return await this.tones.context.decodeAudioData(await answer.arrayBuffer());
    } catch (error) {
      this.#ready.delete(body);
      throw error;
    }
  }

  #unserved() {
    this.served = false;
    this.changed();
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
