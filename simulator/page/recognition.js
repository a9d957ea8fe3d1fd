// The browser's speech recognition, if it has one. It may send the sound to its maker, which the page says.

import { texts } from "./texts.js";

const BrowserRecognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
const REASONS = texts.microphone;

export class Recognition {
  #recognition = null;

  /** Calls `heard(words)` with what was recognized, or an empty string, and `open(true | false)` when it listens or stops. */
  constructor(heard, open, unable) {
    Object.assign(this, { heard, open, unable });
  }

  get listening() {
    return Boolean(this.#recognition);
  }

  /** Return why it can't listen, in a sentence with what to do; empty if it can. */
  get hindrance() {
    if (!window.isSecureContext) return REASONS.insecure;
    return BrowserRecognition ? "" : REASONS.none;
  }

  listen(locale) {
    let words = "";
    const recognition = new BrowserRecognition();
    Object.assign(recognition, { lang: locale, interimResults: false, maxAlternatives: 1 });
    recognition.onresult = ({ results }) => (words = results[results.length - 1][0].transcript.trim());
    recognition.onerror = ({ error }) => REASONS[error] && this.unable(REASONS[error]);
    recognition.onend = () => {
      if (this.#recognition !== recognition) return;
      this.close();
      this.heard(words);
    };
    this.#recognition = recognition;
    this.open(true);
    recognition.start();
  }

  /** Stop listening, and drop what was said so far. */
  close() {
    const recognition = this.#recognition;
    this.#recognition = null;
    recognition?.abort();
    this.open(false);
  }
}
