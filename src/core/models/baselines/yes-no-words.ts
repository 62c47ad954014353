import { wilsonRate } from '../../scoring/wilson.js';

/**
 * Yes or no from the words of a question: naive Bayes over the presence of words and of pairs of neighbours, with
 * Laplace's rule. Counts are kept per fold, so that a question can be answered without those of its own fold.
 */
export class YesNoWords {
  /** Feature → [no, yes] per fold, flat. */
  private readonly counts = new Map<string, Uint32Array>();
  private readonly totals: Uint32Array;

  constructor(private readonly folds: number) {
    this.totals = new Uint32Array(2 * folds);
  }

  teach(text: string, yes: boolean, fold: number): void {
    const cell = 2 * fold + Number(yes);
    this.totals[cell]++;
    for (const feature of featuresOf(text)) {
      let counts = this.counts.get(feature);
      if (!counts) this.counts.set(feature, (counts = new Uint32Array(2 * this.folds)));
      counts[cell]++;
    }
  }

  /** P(yes); exactly a half where no word tells. @param without fold left out; −1 for none */
  probability(text: string, without: number): number {
    const [no, yes] = this.sum(this.totals, without);
    const share = (yes + 1) / (yes + no + 2);
    let odds = isTelling(yes, yes + no, 0.5) ? Math.log(share / (1 - share)) : 0;
    for (const feature of featuresOf(text)) {
      const counts = this.counts.get(feature);
      if (!counts) continue;
      const [inNo, inYes] = this.sum(counts, without);
      if (!isTelling(inYes, inYes + inNo, share)) continue;
      odds += Math.log((inYes + 1) / (yes + 2)) - Math.log((inNo + 1) / (no + 2));
    }
    return 1 / (1 + Math.exp(-odds));
  }

  /**
   * The largest share of yes that any one word or pair vouches for: the low end of its 95 % interval. Where yes is rare,
   * words that come together ("from its own point of view") would each count in `probability`, and cry wolf.
   * @param without fold left out; −1 for none
   */
  vouched(text: string, without: number): number {
    let most = 0;
    for (const feature of featuresOf(text)) {
      const counts = this.counts.get(feature);
      if (!counts) continue;
      const [no, yes] = this.sum(counts, without);
      most = Math.max(most, wilsonRate(yes, yes + no).low ?? 0);
    }
    return most;
  }

  private sum(counts: Uint32Array, without: number): [no: number, yes: number] {
    let [no, yes] = [0, 0];
    for (let fold = 0; fold < this.folds; fold++) {
      if (fold === without) continue;
      no += counts[2 * fold];
      yes += counts[2 * fold + 1];
    }
    return [no, yes];
  }
}

/** Words in small letters, and pairs of neighbours. */
function featuresOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  const features = new Set<string>(words);
  for (let i = 1; i < words.length; i++) features.add(`${words[i - 1]} ${words[i]}`);
  return features;
}

/** Deviations, in standard deviations of chance, from which a word counts. */
const TELLING = 2.5;

/**
 * Whether so many yes among n cannot well be chance. Without this a balanced set would be answered worse than by a coin:
 * where every word has as many yes as no, what is left after a fold is taken out leans the other way.
 */
export const isTelling = (yes: number, n: number, share: number): boolean =>
  Math.abs(yes - n * share) > TELLING * Math.sqrt(n * share * (1 - share));
