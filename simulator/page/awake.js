// Keeps the screen on while a conversation is open: nobody touches it in a five-minute stretch.

let wanted = false;
let lock = null;

/** Keep the screen on, or let it sleep again. A browser that can't is left alone. */
export function stayAwake(on) {
  wanted = on;
  if (on) return ask();
  lock?.release();
  lock = null;
}

async function ask() {
  if (lock || !navigator.wakeLock || document.visibilityState !== "visible") return;
  try {
    const given = await navigator.wakeLock.request("screen");
    if (!wanted || lock) return given.release();
    lock = given;
    given.addEventListener("release", () => lock === given && (lock = null));
  } catch {
    lock = null; // a low battery refuses it
  }
}

document.addEventListener("visibilitychange", () => wanted && ask());
