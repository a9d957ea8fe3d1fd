// Keys: one Tab stop for a row of buttons, arrows within it, and Alt with a letter for the main actions.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Make a row of buttons one Tab stop. Return what moves that stop: move(number, focus). */
export function roving(row, buttons) {
  const move = (number, focus = true) => {
    const all = buttons().filter((button) => !button.hidden);
    const chosen = all[(number + all.length) % all.length];
    const stop = row.contains(chosen) ? chosen : row.querySelector("button:not([hidden])");
    row.querySelectorAll("button").forEach((button) => (button.tabIndex = button === stop ? 0 : -1));
    if (focus) chosen.focus();
  };
  document.addEventListener("keydown", (event) => {
    const all = buttons().filter((button) => !button.hidden);
    const at = all.indexOf(document.activeElement);
    if (at < 0 || event.altKey) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : at + (STEPS[event.key] ?? NaN);
    if (Number.isNaN(to)) return;
    event.preventDefault();
    move(to);
  });
  return move;
}

/** Call `actions[code]` on Alt with that key, whatever the keyboard makes of the two together. */
export function shortcuts(actions) {
  document.addEventListener("keydown", (event) => {
    const action = event.altKey && !event.ctrlKey && actions[event.code];
    if (!action || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    action();
  });
}
