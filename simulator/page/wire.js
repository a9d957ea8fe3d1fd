// One POST for each exchange. It contains the device's state, so that the server needs none.

const WAITS = [300, 900]; // ms before another try: a server on the same machine is back soon or not at all
const TIMEOUT_MS = 10000;
const RETRY_MS = 4000; // until a lost exchange is tried again by itself
const SLOW_MS = 700; // without an answer until it is said to be slow
const STILL_MS = 2000; // until that is said again

class Refused extends Error {}

export class Wire {
  #waiting = null; // what was sent and not yet answered
  #failed = null; // what was sent and could not be answered
  #trying = false; // whether that is sent again
  #timers = [];

  /**
   * It calls `answered(answer, asked)`, `slow()`, and `failed(name, asked, tried)`, which returns whether trying again
   * may help; `tried` is whether this is not the first time.
   */
  constructor({ answered, failed, slow }) {
    Object.assign(this, { answered, failed, slow });
  }

  /** Whether something is under way that should be waited for; what is sent again may be replaced. */
  get busy() {
    return this.#waiting !== null && !this.#trying;
  }

  async ask(asked, tried = false) {
    this.drop();
    this.#waiting = asked;
    this.#trying = tried;
    this.#timers = [setTimeout(() => this.#stillWaiting(asked), SLOW_MS)];
    try {
      const answer = await exchange(asked);
      if (this.#waiting !== asked) return;
      this.drop();
      this.answered(answer, asked);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (this.#waiting !== asked) return;
      this.drop();
      if (this.failed(error.message, asked, tried)) this.#failed = asked;
      if (error.message === "lost") this.#timers = [setTimeout(() => this.again(), RETRY_MS)];
    }
  }

  /** Send again what could not be answered. */
  again() {
    if (this.#failed && !this.#waiting) this.ask(this.#failed, true);
  }

  /** Stop waiting and retrying. */
  drop() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#waiting = this.#failed = null;
  }

  #stillWaiting(asked) {
    if (this.#waiting !== asked) return;
    this.slow();
    this.#timers = [setTimeout(() => this.#stillWaiting(asked), STILL_MS)];
  }
}

/** Return the answer; throws Refused with the name of what was wrong, "lost" if nobody answered. */
async function exchange(asked) {
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
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch("echo/exchange", { method: "POST", headers, body, signal });
  const told = await response.json();
  if (!response.ok) throw new Refused(told.error);
  return told;
}
