// The conversation in the tab's session storage, so that a reload keeps it. The browser deletes it with the tab.

const NAME = "conversation";
const LONGEST_GAP_SECONDS = 60; // after a reload that took no longer, it goes on in mid-speech

/** Keep what the conversation knows, and what the page shows. */
export function remember(known, { transcript, drawer, setup, player }) {
  const shown = { lines: transcript.lines, exchanges: drawer.exchanges, chosen: setup.chosen, place: player.place };
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ ...known, ...shown, at: Date.now() }));
  } catch {
    forget(); // no room, or no storage: a reload begins anew
  }
}

/** Show what was shown, and return what the conversation knew; null if there is nothing. */
export function recall({ transcript, drawer, setup, screen }) {
  const before = read();
  if (!before) return null;
  const { lines, exchanges, chosen, at, place, ...known } = before;
  const away = (Date.now() - at) / 1000;
  const speaking = place && away < LONGEST_GAP_SECONDS ? place : null;
  setup.chosen = chosen;
  transcript.rebuild(speaking?.shown ? lines.slice(0, -1) : lines); // the last is shown again as it is said again
  drawer.exchanges = exchanges;
  if (!speaking) screen.show(known.last.response, known.clock.told); // what moves can't begin in its middle
  return { ...known, away, place: speaking };
}

export function forget() {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    return; // storage is switched off
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME));
  } catch {
    return null;
  }
}
