// The browser's own ears, where it has some. They may send the sound to its maker, which the page says.

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

export class Ear {
  available = Boolean(Recognition);
  #recognition = null;

  /** `heard(words)` is told what was understood, or an empty string; `open(true | false)` whether it listens. */
  constructor(heard, open) {
    this.heard = heard;
    this.open = open;
  }

  get listening() {
    return Boolean(this.#recognition);
  }

  listen(locale) {
    let words = "";
    const recognition = new Recognition();
    Object.assign(recognition, { lang: locale, interimResults: false, maxAlternatives: 1 });
    recognition.onresult = ({ results }) => (words = results[results.length - 1][0].transcript.trim());
    recognition.onend = () => {
      if (this.#recognition !== recognition) return;
      this.close();
      this.heard(words);
    };
    this.#recognition = recognition;
    this.open(true);
    recognition.start();
  }

  /** Stop listening; what was said so far is dropped. */
  close() {
    const recognition = this.#recognition;
    this.#recognition = null;
    recognition?.abort();
    this.open(false);
  }
}
