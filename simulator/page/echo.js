// The page's wiring: every button, field and switch, and what it asks of the conversation.

import { Conversation } from "./conversation.js";
import { Drawer } from "./drawer.js";
import { Ear } from "./ear.js";
import { Player } from "./player.js";
import { Screen } from "./screen.js";
import { Transcript } from "./transcript.js";
import { Voice } from "./voice.js";

const $ = (selector) => document.querySelector(selector);
const choices = $("#choices");
const languages = new Intl.DisplayNames("en-GB", { type: "language" });
for (const option of choices.elements.locale.options) {
  option.value = option.text;
  option.text = languages.of(option.value);
}
const words = $("#words");
const fast = () => choices.elements.fast.checked;

const voice = new Voice(tellVoice);
const player = new Player(voice);
const screen = new Screen($("#screen"), (touched) => {
  if (conversation.open) conversation.send("touch", "", touched);
});
const conversation = new Conversation({
  transcript: new Transcript($("#log")),
  drawer: new Drawer($("#drawer"), $("#engineers")),
  player,
  screen,
  setup,
  fast,
});
const ear = new Ear(
  (said) => (said ? conversation.send("words", said) : conversation.unheed()),
  (open) => $("#mic").setAttribute("aria-pressed", open),
);

function setup() {
  const { locale, at, person, screen: kind } = Object.fromEntries(new FormData(choices));
  return { locale, at: at || "03:00", person, screen: kind };
}

function describe() {
  const { locale, at, person } = setup();
  const who = person === "fresh" ? "new" : "back again";
  $("#chosen").textContent = `${locale} · ${at} · ${who}${fast() ? " · fast" : ""}`;
  voice.locale = locale;
  tellVoice();
}

/** A screen reader and a voice don't speak at once: the log is live only while there is no voice to hear. */
function tellVoice() {
  $("#voiceless").hidden = voice.muted || voice.audible;
  $("#log").setAttribute("aria-live", voice.audible && !fast() ? "off" : "polite");
}

function stopEar() {
  if (ear.listening) ear.close();
}

$("#say").addEventListener("submit", (event) => {
  event.preventDefault();
  if (conversation.busy) return;
  const said = words.value.trim();
  words.value = "";
  stopEar();
  if (said) conversation.send("words", said);
  else conversation.sayNothing();
});

words.addEventListener("input", () => {
  if (conversation.busy) return;
  stopEar();
  if (words.value.trim()) conversation.heed();
  else conversation.unheed();
});

document.querySelectorAll(".chips button").forEach((chip) => {
  const { launch, silence } = chip.dataset;
  chip.addEventListener("click", () => {
    if (conversation.busy) return;
    words.value = "";
    stopEar();
    if (silence !== undefined) conversation.sayNothing();
    else conversation.send(launch === undefined ? "words" : "launch", chip.textContent.trim());
  });
});

$("#mic").addEventListener("click", () => {
  if (conversation.busy) return;
  if (ear.listening) {
    ear.close();
    conversation.unheed();
  } else {
    conversation.heed();
    ear.listen(setup().locale);
  }
});

$("#mute").addEventListener("click", () => {
  voice.muted = !voice.muted;
  $("#mute").setAttribute("aria-pressed", voice.muted);
  if (voice.muted) player.mute();
  tellVoice();
});

$("#again").addEventListener("click", () => {
  words.focus();
  conversation.again();
});

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !$("#drawer").open) conversation.hush();
});

choices.addEventListener("submit", (event) => event.preventDefault());
choices.addEventListener("change", ({ target }) => {
  describe();
  if (target.name === "fast") return conversation.changePace();
  stopEar();
  screen.kind = setup().screen;
  conversation.begin();
});

$("#mic").hidden = $("#sound").hidden = !ear.available;
$("#setup").open = matchMedia("(min-width: 860px)").matches;
setInterval(() => conversation.tick(), 1000);
screen.kind = setup().screen;
describe();
conversation.begin();
performance.mark("interactive");
