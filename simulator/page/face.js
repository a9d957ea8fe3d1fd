// The Echo's light, countdown and clock, and error messages.

import { countDown, fill } from "./ring.js";

const $ = (selector) => document.querySelector(selector);
const light = { arc: $("#light .arc") };
const countdown = { ...light, number: $("#seconds") };

export const state = () => document.body.dataset.state;

export function become(name) {
  document.body.dataset.state = name;
}

/** Count a silence down, here and in the transcript; gives what ends it. */
export function count(shown, from, seconds, held) {
  const stop = countDown([countdown, shown.ring], from, seconds);
  return () => {
    stop();
    held(shown);
    fill(countdown, 1, "");
  };
}

/** Listen while the light runs out, and call `over` at the end of it; gives what ends it before. */
export function listen(seconds, over) {
  const timer = setTimeout(over, 1000 * seconds);
  const stop = countDown([light], performance.now(), seconds);
  return () => {
    clearTimeout(timer);
    stop();
    fill(light, 1);
  };
}

/** Say what is wrong, by its name; true where trying again may help. */
export function trouble(name) {
  const lines = [...document.querySelectorAll("[data-error]")];
  const known = lines.some((line) => line.dataset.error === name) ? name : "other";
  lines.forEach((line) => (line.hidden = line.dataset.error !== known));
  const again = ["lost", "skill-failed", "content-mistaken"].includes(known);
  $("#again").hidden = !again;
  $("#trouble").hidden = false;
  become("failed");
  return again;
}

export function allIsWell() {
  $("#trouble").hidden = true;
}

/** Show a time of day, in seconds since midnight. */
export function showTime(seconds) {
  const part = (size, round) => String(Math.floor(seconds / size) % round).padStart(2, "0");
  $("#clock time").textContent = `${part(3600, 24)}:${part(60, 60)}`;
}
