// For engineers: request and response, what was understood, and when each beat is due.

import { made } from "./transcript.js";

const wide = matchMedia("(min-width: 1180px)");

export class Drawer {
  #told = [];

  constructor(dialog, opener) {
    this.dialog = dialog;
    const part = (id) => dialog.querySelector(`#${id}`);
    Object.assign(this, { which: part("which"), heard: part("heard"), beats: part("beats") });
    Object.assign(this, { request: part("request"), response: part("response"), part });
    opener.addEventListener("click", () => this.toggle());
    part("close").addEventListener("click", () => dialog.close());
    this.which.addEventListener("change", () => this.#show(this.#told[this.which.value]));
    part("save").addEventListener("click", () => this.#save());
    dialog.addEventListener("keydown", ({ key }) => key === "Escape" && dialog.close());
    dialog.addEventListener("close", () => delete document.body.dataset.drawer);
  }

  /** Beside the conversation where there is room, and over it where there is none. */
  toggle() {
    if (this.dialog.open) return this.dialog.close();
    if (wide.matches) this.dialog.show();
    else this.dialog.showModal();
    document.body.dataset.drawer = "open";
  }

  /** What was exchanged, for a reload. */
  get exchanges() {
    return this.#told;
  }

  set exchanges(told) {
    told.forEach((one) => this.#add(one));
    if (told.length) this.#reveal();
  }

  add({ exchanges, ...answer }) {
    const { kept, ...findings } = answer;
    exchanges.forEach((told) => this.#add({ ...told, ...findings }));
    this.#reveal();
  }

  #add(told) {
    const number = this.#told.push(told) - 1;
    this.which.add(new Option(`${number + 1} · ${told.said.slice(0, 40)}`, number));
  }

  #reveal() {
    this.which.value = this.#told.length - 1;
    this.#show(this.#told.at(-1));
    this.part("nothing").hidden = true;
    this.part("findings").hidden = false;
  }

  /** Write the conversation as a file of tests/conversations/. */
  async #save() {
    const lines = this.#told.map(({ said, clock, after, items, ended, setup }) => ({ said, clock, after, items, ended, locale: setup.locale }));
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("echo/transcript", { method: "POST", headers, body: JSON.stringify(lines) });
    const link = made("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = "conversation.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #show({ heard, items, reprompt, request, response, milliseconds, faults, clock }) {
    const facts = [
      ["Intent", heard?.intent ?? request?.request.type ?? "nothing was sent"],
      ["Score", heard?.score],
      ["Runner-up", heard?.runner_up && `${heard.runner_up[0]} ${heard.runner_up[1].toFixed(3)}`],
      ["Nearest sample", heard?.sample],
      ["Slots", heard && Object.entries(heard.slots).map(([name, slot]) => `${name}: ${slot.id ?? slot.value}`).join(", ")],
      ["Device’s clock", clock],
      ["Skill took", `${milliseconds.toFixed(1)} ms`],
      ["Speech lasts", `${lasts(items).toFixed(1)} s; reprompt ${lasts(reprompt).toFixed(1)} s`],
      ["Alexa objects", faults.join("; ")],
    ].filter(([, value]) => value || value === 0);
    this.heard.replaceChildren(...facts.flatMap(([name, value]) => [made("dt", "", name), made("dd", "", value)]));
    this.beats.replaceChildren(...rows(items), ...rows(reprompt, "if nobody answers: "));
    this.request.textContent = request ? JSON.stringify(request, null, 2) : "None: the device spoke by itself.";
    this.response.textContent = response ? JSON.stringify(response, null, 2) : "None.";
  }
}

function lasts(items) {
  return items.reduce((sum, item) => sum + item.seconds, 0);
}

function rows(items, lead = "") {
  let at = 0;
  return items.map((item) => {
    const row = made("tr", item.words ? "" : "pause");
    const how = item.whispered ? " (whispered)" : "";
    const cells = [at.toFixed(1), item.seconds.toFixed(1), lead + (item.words ?? "silence") + how];
    row.append(...cells.map((cell) => made("td", "", cell)));
    at += item.seconds;
    return row;
  });
}
