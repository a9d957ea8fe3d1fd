// The conversation in this tab's own storage, so that a reload keeps it. The browser drops it with the tab.

const NAME = "conversation";

export function remember(conversation) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(conversation));
  } catch {
    forget(); // no room, or no storage: a reload begins anew
  }
}

/** Return what was remembered, or null if there is nothing. */
export function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME));
  } catch {
    return null;
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    return; // storage is switched off
  }
}
