// Plays what is heard, beat by beat: sentences by the voice, silences by the clock, a tone at each hold's end.
// Each beat begins where the one before was due to end, so lateness never adds up.

const SHOWN_SECONDS = 1; // a shorter silence is a breath, not a hold

export class Player {
  playing = false;
  #run = 0;
  #number = 0; // of the beat under way
  #began = 0; // when that began, as a moment of performance.now()
  #step = null;
  #fast = false;
  #release = () => {};

  /** Its `show`, which is told of each beat, has words(step), hold(seconds, from, skipped), held(), released(), tone(). */
  constructor(voice) {
    this.voice = voice;
  }

  /** Where it is in what it plays, for a reload; null if it is silent. */
  get place() {
    if (!this.playing) return null;
    const seconds = (performance.now() - this.#began) / 1000;
    const shown = Boolean(this.#step.words) || (!this.#step.tone && this.#step.seconds >= SHOWN_SECONDS);
    // A sentence is said again, and a hold goes on with the seconds that are left of it.
    return { number: this.#number, shown, held: this.#step.words ? 0 : seconds, again: this.#step.words ? seconds : 0 };
  }

  /** Play to the end, from the beginning or from a place; false if it was stopped. */
  async play(items, { number: first, held } = { number: 0, held: 0 }) {
    const run = ++this.#run;
    let at = performance.now() - 1000 * held;
    this.playing = true;
    const all = items.flatMap(steps);
    for (const [number, step] of all.entries()) {
      if (number < first) continue;
      if (!this.#fast) this.#prepare(all.slice(number));
      this.#number = number;
      this.#step = step;
      this.#began = at;
      const sounded = Boolean(all[number + 1]?.tone);
      at = await (step.words ? this.#say(step, at) : step.tone ? this.#ring(step, at) : this.#hold(step.seconds, at, sounded));
      if (run !== this.#run) return false;
    }
    this.playing = false;
    return true;
  }

  stop() {
    if (!this.playing) return;
    this.playing = false;
    this.#run += 1;
    this.#skip();
    this.show.held();
  }

  /** Fast, nothing is waited for; what is under way is let go as well. */
  set fast(fast) {
    this.#fast = fast;
    if (fast) this.#skip();
  }

  /** Muted, the words take the time they were estimated to take, from where they began. */
  mute() {
    this.voice.hush();
  }

  async #say(step, at) {
    this.show.words(step);
    if (this.#fast) return at;
    if (await this.voice.say(step)) return performance.now();
    return this.#until(at + (1000 * step.seconds) / this.voice.pace);
  }

  /** Have the next two sentences fetched while there is time. */
  #prepare(steps) {
    steps.filter(({ words }) => words).slice(0, 2).forEach((step) => this.voice.prepare(step));
  }

  /** Play the soft tone that was asked for. */
  #ring(step, at) {
    if (this.#fast) return at;
    this.show.tone();
    return this.#until(at + 1000 * step.seconds);
  }

  /** `sounded` is a hold whose end a tone of the skill's own marks. */
  async #hold(seconds, at, sounded) {
    const shown = seconds >= SHOWN_SECONDS;
    if (shown) this.show.hold(seconds, at, this.#fast);
    const end = await this.#until(at + 1000 * seconds);
    if (!shown) return end;
    this.show.held();
    if (this.playing && !this.#fast && !sounded) this.show.released();
    return end;
  }

  /** Wait for a moment of performance.now(); gives that moment, or now where it is long past. */
  #until(due) {
    const late = performance.now() - due;
    if (this.#fast || !this.playing || late >= 0) return Promise.resolve(late > 1000 ? due + late : due);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#release(), -late);
      this.#release = () => {
        clearTimeout(timer);
        resolve(due);
      };
    });
  }

  #skip() {
    this.voice.hush();
    this.#release();
  }
}

// Words sentence by sentence, each with its share of the time, the space after it counted in:
// long speech is cut short by some browsers.
function steps({ words, seconds, whispered, stressed = [], rate, volume, tone }) {
  if (!words) return [{ seconds, tone }];
  return words.split(/(?<=[.?!]) +/).map((sentence) => ({
    words: sentence,
    seconds: (seconds * (sentence.length + 1)) / (words.length + 1),
    whispered,
    rate,
    volume,
    stressed: stressed.find((word) => sentence.includes(word)),
  }));
}
