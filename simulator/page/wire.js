// One POST for one exchange. The device goes along, so a server that was restarted in between knows all it needs.

const WAITS = [300, 900]; // ms before another try: a server on the same machine is back soon or not at all
const PATIENCE = 10000; // ms

export class Refused extends Error {}

/** Give the answer; throws Refused with the name of what was wrong, "lost" where nobody answered. */
export async function exchange(asked) {
  const body = JSON.stringify(asked);
  for (const wait of [...WAITS, null]) {
    try {
      return await once(body);
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (wait === null) throw new Refused("lost");
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

async function once(body) {
  const headers = { "Content-Type": "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch("echo/exchange", { method: "POST", headers, body, signal });
  const told = await response.json();
  if (!response.ok) throw new Refused(told.error);
  return told;
}
