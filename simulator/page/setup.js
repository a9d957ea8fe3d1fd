// The set-up's dialog: what is chosen for the device, and how it sounds.

import { filled, texts } from "./texts.js";

const languages = new Intl.DisplayNames(document.documentElement.lang, { type: "language" });
const SOUND = ["volume", "pace"];

export class Setup {
  /** `changed(what)` is told: "device", "fast" or "sound", or "all" after a reload. */
  constructor(dialog, opener, changed) {
    const form = dialog.querySelector("form");
    Object.assign(this, { form, opener, dialog, changed });
    for (const option of form.elements.locale.options) {
      option.value = option.text;
      option.text = languages.of(option.value);
    }
    opener.addEventListener("click", () => dialog.showModal());
    dialog.querySelector("#setup-close").addEventListener("click", () => dialog.close());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target: { name } }) => {
      this.#describe();
      changed(name === "fast" ? name : SOUND.includes(name) ? "sound" : "device");
    });
    this.#describe();
  }

  get device() {
    const { locale, at, person, screen } = Object.fromEntries(new FormData(this.form));
    return { locale, at: at || "03:00", person, screen };
  }

  get fast() {
    return this.form.elements.fast.checked;
  }

  get sound() {
    const { volume, pace } = this.form.elements;
    return { volume: volume.valueAsNumber, pace: pace.valueAsNumber };
  }

  /** The country's telephone numbers, the one for emergencies first. */
  get numbers() {
    return this.form.elements.locale.selectedOptions[0].dataset.numbers.split(" ");
  }

  get chosen() {
    return { ...this.device, ...this.sound, fast: this.fast };
  }

  /** Choose as was chosen before a reload. */
  set chosen({ fast, ...values }) {
    this.form.elements.fast.checked = fast;
    for (const [name, value] of Object.entries(values)) this.form.elements[name].value = value;
    this.#describe();
    this.changed("all");
  }

  #describe() {
    const { locale, at, person } = this.device;
    const { chosen, chosen_fast: fast, ...words } = texts.setup;
    const who = [words[person], ...(this.fast ? [fast] : [])].join(", ");
    this.opener.setAttribute("aria-label", filled(chosen, { locale, time: at, who }));
  }
}
