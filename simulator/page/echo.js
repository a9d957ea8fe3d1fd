// Wires the page together: what each button, field and switch does.

import { Alarm } from "./alarm.js";
import { Chips } from "./chips.js";
import { Conversation } from "./conversation.js";
import { Drawer } from "./drawer.js";
import { roving, shortcuts } from "./keys.js";
import { Player } from "./player.js";
import { Recognition } from "./recognition.js";
import { Screen } from "./screen.js";
import { Setup } from "./setup.js";
import { texts } from "./texts.js";
import { Tones } from "./tones.js";
import { Transcript } from "./transcript.js";
import { Voice } from "./voice.js";

const $ = (selector) => document.querySelector(selector);
const words = $("#words");

const setup = new Setup($("#setup"), $("#setup-opener"), (what) => changes[what]());
const tones = new Tones();
const voice = new Voice(tellVoice, tones, document.body.dataset.serverVoice === "yes");
const screen = new Screen($("#screen"), (touched) => {
  if (conversation.open) conversation.send("touch", "", touched);
});
const chips = new Chips($("#chips"), [$("#mic"), $("#send")], say);
const alarm = new Alarm($("#alarm"), $("#alarm-bar"), {
  repeat: () => (conversation.open ? say("words", texts.chips.repeat) : conversation.replay()),
  numbers: () => setup.numbers,
});
const conversation = new Conversation({
  transcript: new Transcript($("#turns")),
  drawer: new Drawer($("#drawer"), $("#engineers")),
  player: new Player(voice),
  screen,
  setup,
  tones,
  chips,
  alarm,
});
const recognition = new Recognition(
  (said) => (said ? conversation.send("words", said) : conversation.unheed()),
  (open) => $("#mic").setAttribute("aria-pressed", open),
  hint,
);
const changes = {
  fast: () => {
    tellVoice();
    conversation.changePace();
  },
  sound: tellVoice,
  all: () => {
    screen.kind = setup.device.screen;
    tellVoice();
  },
  device: () => {
    stopListening();
    changes.all();
    alarm.end();
    conversation.begin();
  },
};

/** A screen reader and a voice don't speak at once: the log is live only while there is no voice to hear. */
function tellVoice() {
  voice.locale = setup.device.locale;
  Object.assign(voice, setup.sound);
  Object.assign(tones, { volume: voice.volume, muted: voice.muted || setup.fast });
  $("#voiceless").hidden = voice.muted || voice.audible;
  $("#log").setAttribute("aria-live", voice.audible && !setup.fast ? "off" : "polite");
}

function hint(reason) {
  $("#hint").textContent = reason;
  $("#hint").hidden = !reason;
}

function stopListening() {
  if (recognition.listening) recognition.close();
}

function say(kind, said) {
  if (conversation.busy) return;
  words.value = "";
  hint("");
  stopListening();
  if (kind === "silence") conversation.sayNothing();
  else conversation.send(kind, said);
}

function speak() {
  if (conversation.busy) return;
  hint(recognition.hindrance);
  if (recognition.hindrance) return;
  if (recognition.listening) {
    recognition.close();
    conversation.unheed();
  } else {
    conversation.heed();
    recognition.listen(setup.device.locale);
  }
}

$("#say").addEventListener("submit", (event) => {
  event.preventDefault();
  const said = words.value.trim();
  say(said ? "words" : "silence", said);
});

words.addEventListener("input", () => {
  if (conversation.busy) return;
  stopListening();
  if (words.value.trim()) conversation.heed();
  else conversation.unheed();
});

$("#mic").addEventListener("click", speak);

$("#mute").addEventListener("click", () => {
  voice.muted = !voice.muted;
  $("#mute").setAttribute("aria-pressed", voice.muted);
  if (voice.muted) conversation.player.mute();
  tellVoice();
});

$("#again").addEventListener("click", () => {
  words.focus();
  conversation.again();
});

shortcuts({
  KeyP: () => chips.choose("pause", "resume"),
  KeyN: () => chips.choose("next"),
  KeyR: () => chips.choose("repeat"),
  KeyS: () => chips.choose("stop"),
  KeyM: speak,
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !document.querySelector("dialog[open]")) conversation.hush();
});
roving($("#tools"), () => [...$("#tools").children])(0, false);

for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => tones.awake(), { once: true, capture: true });
addEventListener("online", () => conversation.again());
addEventListener("pagehide", () => conversation.keep());
document.addEventListener("visibilitychange", () => conversation.keep());
setInterval(() => conversation.tick(), 1000);
if (!conversation.restore()) changes.device();
performance.mark("interactive");
