/** Nothing moved for so long: it is drawn in full quality. Milliseconds. */
const REST = 160;
/** What a picture may take while something moves. */
const FRAME_BUDGET = 45;
const MIN_RATIO = 0.35;
/** How long a picture waits for the answer about what moves, milliseconds. */
const ANSWER_FIRST = 60;

/** How a picture is to be drawn. */
export interface Pace {
  readonly moving: boolean;
  /** Of its pixels to the screen's, a side: under 1 where a whole one takes too long while something moves. */
  readonly ratio: number;
}

/**
 * When pictures are drawn: once something has changed and never otherwise, one at a time; coarser while something moves
 * where the machine is slow, and in full once it rests. There, too, what is asked about the thing that moves is answered
 * first: drawing takes the same processor, and takes longer.
 */
export class Pacing {
  readonly #draw: (pace: Pace) => Promise<number | null>;
  readonly #turned: () => void;
  #ratio = 0.5;
  #changed = false;
  #scheduled = false;
  #drawing = false;
  #movedAt = -Infinity;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #answering = false;
  /** While a picture waits for an answer: ends the wait. */
  #patience: ReturnType<typeof setTimeout> | undefined;
  #due = false;
  #gone = false;

  /**
   * @param draw draws one; resolves to the milliseconds it took, or null where nothing large was drawn
   * @param turned told when pictures may have fallen `behind` or come up with what has changed
   */
  constructor(draw: (pace: Pace) => Promise<number | null>, turned: () => void) {
    this.#draw = draw;
    this.#turned = turned;
  }

  /** Whether something moves, or a picture is being drawn. */
  get busy(): boolean {
    return this.#drawing || this.#moving;
  }

  /** Whether the last picture is not yet of all that has changed, in full. */
  get behind(): boolean {
    return this.#changed || this.#drawing || this.#rest !== undefined;
  }

  changed(moving = false): void {
    if (moving) this.#movedAt = performance.now();
    this.#changed = true;
    this.#turned();
    this.#schedule();
  }

  /** Whether an answer about what moves is being worked out. */
  set answering(answering: boolean) {
    if (this.#answering && !answering) this.#waitNoLonger();
    this.#answering = answering;
  }

  dispose(): void {
    this.#gone = true;
    clearTimeout(this.#rest);
    clearTimeout(this.#patience);
  }

  get #moving(): boolean {
    return performance.now() - this.#movedAt < REST;
  }

  #schedule(): void {
    if (this.#scheduled || this.#drawing || this.#gone) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      if (this.#gone) return;
      if (this.#answering && !this.#due && this.#moving && this.#ratio < 1)
        this.#patience ??= setTimeout(() => this.#waitNoLonger(), ANSWER_FIRST);
      else void this.#take();
    });
  }

  #waitNoLonger(): void {
    if (this.#patience === undefined) return;
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#due = true;
    this.#schedule();
  }

  async #take(): Promise<void> {
    this.#due = false;
    this.#changed = false;
    this.#drawing = true;
    clearTimeout(this.#rest);
    this.#rest = undefined;
    const moving = this.#moving;
    const ratio = moving ? Math.min(1, this.#ratio) : 1;
    const cost = await this.#draw({ moving, ratio });
    this.#drawing = false;
    if (cost !== null && moving) this.#adapt(cost, ratio);
    if (this.#changed) this.#schedule();
    else if (moving && !this.#gone) {
      this.#rest = setTimeout(() => this.changed(), REST + 10);
    }
    this.#turned();
  }

  /** Fewer pixels where they take too long, more where there is time: cost goes with their number. */
  #adapt(cost: number, ratio: number): void {
    const wanted = ratio * Math.sqrt(FRAME_BUDGET / Math.max(4, cost));
    const next = 0.6 * this.#ratio + 0.4 * Math.min(1.5, Math.max(MIN_RATIO, wanted));
    this.#ratio = Math.round(20 * next) / 20;
  }
}
