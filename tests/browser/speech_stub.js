// Stands in for the browser's speech synthesis and recognition, which Chromium lacks on a test machine.
(() => {
  const spoken = (window.spoken = []);
  const PER_CHARACTER = 1000 / 16; // ms
  let timer;
  class Utterance {
    constructor(text) {
      Object.assign(this, { text, rate: 1, pitch: 1, volume: 1 });
    }
  }
  const speech = {
    getVoices: () => [
      { lang: "en-US", name: "elsewhere", localService: false },
      { lang: "en-AU", name: "Down under", localService: true },
      { lang: "en-GB", name: "Here", localService: true },
    ],
    speak(utterance) {
      spoken.push(utterance);
      setTimeout(() => utterance.onstart?.());
      timer = setTimeout(() => utterance.onend?.(), PER_CHARACTER * (utterance.text.length + 1));
    },
    cancel() {
      clearTimeout(timer);
      spoken.push("cancel");
    },
    addEventListener() {},
  };
  class Recognition {
    start() {
      window.recognising = this;
    }
    abort() {}
    /** For the test: understand something, or nothing. */
    hear(transcript) {
      if (transcript) this.onresult({ results: [[{ transcript }]] });
      this.onend();
    }
  }
  const give = (name, value) => Object.defineProperty(window, name, { value, configurable: true });
  give("speechSynthesis", speech);
  give("SpeechSynthesisUtterance", Utterance);
  give("SpeechRecognition", undefined);
  give("webkitSpeechRecognition", Recognition);
})();
