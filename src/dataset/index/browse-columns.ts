// What images are chosen by, in columns: a value a view, and a value a question. Texts are numbers of a dictionary.

/** Texts by number: a value is `dictionary[codes[i]]`. */
export interface CodedColumn {
  readonly dictionary: readonly string[];
  readonly codes: Uint16Array;
}

/** A value a view, in the order of their ids. */
export interface ViewColumns {
  readonly ids: readonly string[];
  /** Of the scene. */
  readonly seeds: Float64Array;
  readonly splits: CodedColumn;
  /** 1 where the scene is another one with one thing changed. */
  readonly twins: Uint8Array;
}

export const CODED = ['questionSet', 'kind', 'type', 'frame', 'answer', 'subject', 'reference'] as const;
export const MEASURES = ['margin', 'distance', 'visibility'] as const;
export type Measure = (typeof MEASURES)[number];

/** A value a question, in the order stored. */
export type QuestionColumns = {
  /** Number of the first view that it shows. */
  readonly views: Uint32Array;
} & { readonly [column in (typeof CODED)[number]]: CodedColumn } & {
  /** NaN where there is none. */
  readonly [measure in Measure]: Float32Array;
};

export interface BrowseColumns {
  readonly views: ViewColumns;
  readonly questions: QuestionColumns;
}

export interface ViewFacts {
  readonly id: string;
  readonly seed: number;
  readonly split: string;
  readonly twin: boolean;
}

export type QuestionFacts = {
  /** The first that it shows. */
  readonly view: string;
} & { readonly [column in (typeof CODED)[number]]: string | null } & { readonly [measure in Measure]: number | null };

/** Longest text that is counted by; what is longer is cut. */
const MAX_TEXT = 200;
/** A column of that many texts is no facet; what is beyond counts as the first. */
export const MAX_TEXTS = 65_000;

/** Collects columns row by row: views before the questions that show them. */
export class ColumnsBuilder {
  private readonly facts: ViewFacts[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly views = new Growing((n) => new Uint32Array(n));
  private readonly coded = CODED.map(() => new Coding());
  private readonly measures = MEASURES.map(() => new Growing((n) => new Float32Array(n)));

  addView(view: ViewFacts): void {
    this.numbers.set(view.id, this.facts.length);
    this.facts.push(view);
  }

  /** One that shows no view known is left out. */
  addQuestion(question: QuestionFacts): void {
    const view = this.numbers.get(question.view);
    if (view === undefined) return;
    this.views.push(view);
    for (let k = 0; k < CODED.length; k++) this.coded[k].push(question[CODED[k]]);
    // A number of somebody else's may be none, or beyond all bounds.
    for (let k = 0; k < MEASURES.length; k++) this.measures[k].push(question[MEASURES[k]] ?? NaN);
  }

  done(): BrowseColumns {
    const order = this.facts.map((_, k) => k).sort((a, b) => (this.facts[a].id < this.facts[b].id ? -1 : 1));
    const facts = order.map((k) => this.facts[k]);
    const rank = new Uint32Array(order.length);
    for (const [row, k] of order.entries()) rank[k] = row;
    const splits = new Coding();
    for (const { split } of facts) splits.push(split);
    return {
      views: {
        ids: facts.map(({ id }) => id),
        seeds: Float64Array.from(facts, ({ seed }) => seed),
        splits: splits.done(),
        twins: Uint8Array.from(facts, ({ twin }) => Number(twin)),
      },
      questions: {
        views: this.views.done().map((view) => rank[view]),
        ...Object.fromEntries(CODED.map((column, k) => [column, this.coded[k].done()])),
        ...Object.fromEntries(MEASURES.map((measure, k) => [measure, this.measures[k].done()])),
      } as QuestionColumns,
    };
  }
}

class Coding {
  private readonly dictionary: string[] = [];
  private readonly known = new Map<string, number>();
  private readonly codes = new Growing((n) => new Uint16Array(n));

  push(value: string | null): void {
    const text = (value ?? '').slice(0, MAX_TEXT);
    let code = this.known.get(text);
    if (code === undefined) {
      if (this.dictionary.length >= MAX_TEXTS) code = 0;
      else {
        code = this.dictionary.push(text) - 1;
        this.known.set(text, code);
      }
    }
    this.codes.push(code);
  }

  done(): CodedColumn {
    return { dictionary: this.dictionary, codes: this.codes.done() };
  }
}

class Growing<Values extends Uint16Array | Uint32Array | Float32Array> {
  private values: Values;
  private length = 0;

  constructor(private readonly make: (n: number) => Values) {
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.make(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  done(): Values {
    return this.values.slice(0, this.length) as Values;
  }
}
