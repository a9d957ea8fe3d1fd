// A fake clock for the page. It stands still until a test advances it, and while the server is asked for something.
(() => {
  const FRAME_MS = 200; // between two animation frames; a test may set clock.frame
  const EPOCH_MS = 1_000_000;
  const later = window.setTimeout;
  const { fetch } = window;
  const began = Number(window.name) || EPOCH_MS; // the window's name outlasts a reload
  const timers = new Map();
  const asked = new Set(); // requests without an answer yet
  const { port1, port2 } = new MessageChannel();
  let [now, number] = [0, 0];

  const start = (call, after, repeated, isFrame = false) => {
    const every = Math.max(1, after || 0);
    timers.set(++number, { number, call, due: now + every, every: repeated ? every : null, isFrame });
    return number;
  };
  const stop = (one) => timers.delete(one);
  const first = () => [...timers.values()].reduce((one, other) => (other.due < one.due ? other : one), { due: Infinity });

  function run({ number, call, due, every }) {
    now = due;
    if (every) timers.get(number).due += every;
    else stop(number);
    call(due);
  }

  /** Give the browser a turn of its event loop. */
  function rest() {
    return new Promise((rested) => {
      port1.onmessage = rested;
      port2.postMessage(null);
    });
  }

  /**
   * Advance by so many milliseconds, or until the page matches a selector: then wait for the server in real time.
   * Return whether it matched.
   */
  async function pass(milliseconds, selector = null) {
    const end = now + milliseconds;
    await rest();
    for (;;) {
      if (selector && document.querySelector(selector)) return true;
      const next = first();
      if (selector && asked.size) await Promise.race([Promise.allSettled(asked), realTime(20)]);
      else if (next.due > end) break;
      else run(next);
      await (next.isFrame ? null : rest()); // a frame starts nothing that would have to be waited for
    }
    now = end;
    return false;
  }

  /** Wait in real time until something holds, for a minute at most. Return whether it does. */
  async function until(holds) {
    for (let round = 0; round < 3000 && !holds(); round += 1) await realTime(20);
    return Boolean(holds());
  }

  function realTime(milliseconds) {
    return new Promise((over) => later(over, milliseconds));
  }

  /** Ask the server; the answer is there when all of it is. */
  async function whole(...given) {
    const answer = await fetch(...given);
    return new Response(await answer.arrayBuffer(), answer);
  }

  const clock = (window.clock = { pass, until, setTimeout: later, frame: FRAME_MS });
  window.setTimeout = (call, after) => start(call, after, false);
  window.setInterval = (call, after) => start(call, after, true);
  window.requestAnimationFrame = (call) => start(call, clock.frame, false, true);
  window.clearTimeout = window.clearInterval = window.cancelAnimationFrame = stop;
  AbortSignal.timeout = (after) => {
    const over = new AbortController();
    start(() => over.abort(new DOMException("too late", "TimeoutError")), after, false);
    return over.signal;
  };
  performance.now = () => now;
  Date.now = () => began + now;
  window.fetch = (...given) => {
    const answer = whole(...given);
    const over = () => asked.delete(answer);
    asked.add(answer);
    answer.then(over, over);
    return answer;
  };
  addEventListener("pagehide", () => (window.name = Date.now()));
})();
