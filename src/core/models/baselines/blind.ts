import type { Answer } from '../../questions/question-record.js';
import { hashString } from '../../random.js';
import { assertNever } from '../../result.js';
import { sameAnswer } from './fixed.js';
import type { Baseline, BaselineQuestion } from './baseline.js';
import { guess } from './guess.js';
import { writeAnswer } from './write-answer.js';
import { isTelling, YesNoWords } from './yes-no-words.js';

/** Scenes are dealt into so many folds: a question of the train split is answered from the other folds alone. */
const FOLDS = 5;
/** Examples from which a narrow group speaks before a wider one is asked. */
const ENOUGH = 5;

interface Example {
  readonly fold: number;
  readonly answer: Answer;
  readonly size: readonly [number, number];
}

/** What a question is taught with: its size is that of the image its points lie in. */
export type TaughtQuestion = Omit<BaselineQuestion, 'id' | 'rotation'>;

/**
 * The best that text alone gives, learnt from the texts and answers of the train split: how far a set can be answered
 * without looking. Yes and no by naive Bayes over words and pairs of words; numbers, places and boxes by the median of
 * the narrowest group with enough examples (same things asked about, same thing, same wording, same quantity); options
 * by how often their text is right; a coin where no word tells more than chance would. Nothing of the image goes in.
 */
export class BlindLearner {
  private readonly words = new YesNoWords(FOLDS);
  /** Whether a question can be answered at all: its text may give that away too. */
  private readonly hopeless = new YesNoWords(FOLDS);
  private readonly groups = new Map<string, Example[]>();
  /** Option text → [fold][offered, right]. */
  private readonly options = new Map<string, number[][]>();
  private taught = 0;

  /** Questions learnt from. */
  get size(): number {
    return this.taught;
  }

  /** Learns a question of the train split; others are passed over. */
  teach(question: TaughtQuestion): void {
    const { record, answer, text } = question;
    if (record?.split !== 'train') return;
    this.taught++;
    const fold = foldOf(record.scene);
    this.hopeless.teach(text, isHopeless(answer), fold);
    if (isHopeless(answer)) return;
    if (answer.kind === 'yes-no') return this.words.teach(text, answer.value, fold);
    if (answer.kind === 'choice') return this.teachOptions(answer, fold);
    const example = { fold, answer: lean(answer), size: question.imageSizes.at(-1) ?? ([1, 1] as const) };
    for (const key of groupsOf(question)) {
      const list = this.groups.get(key);
      if (list) list.push(example);
      else this.groups.set(key, [example]);
    }
  }

  readonly baseline: Baseline = (question, profile) => {
    const { answer, rotation, imageSizes, record } = question;
    const size = imageSizes.at(-1) ?? [1, 1];
    // Fold −1 is nobody's: a question of the test split is answered from all that was learnt.
    const fold = record?.split === 'train' ? foldOf(record.scene) : -1;
    if (this.hopeless.vouched(question.text, fold) > 0.5) return { text: CANNOT_TELL, probabilities: null };
    if (answer.kind === 'yes-no' || isHopeless(answer)) {
      const yes = this.words.probability(question.text, fold);
      // Where no word tells, a coin: the same for the same question.
      const says = yes === 0.5 ? hashString(question.id) % 2 === 0 : yes > 0.5;
      return { text: says ? 'Yes' : 'No', probabilities: [yes, 1 - yes] };
    }
    const said =
      answer.kind === 'choice' ? this.chosen(answer, question.id, fold) : this.remembered(question, answer, fold, size);
    return { text: writeAnswer(said, profile, rotation, imageSizes), probabilities: null };
  };

  private teachOptions(answer: Extract<Answer, { kind: 'choice' }>, fold: number): void {
    for (const [i, { text }] of answer.options.entries()) {
      let counts = this.options.get(text);
      if (!counts) this.options.set(text, (counts = Array.from({ length: FOLDS }, () => [0, 0])));
      counts[fold][0]++;
      if (i === answer.correct) counts[fold][1]++;
    }
  }

  /** The option whose text was right most often; among equals any, the same for the same question. */
  private chosen(answer: Extract<Answer, { kind: 'choice' }>, id: string, fold: number): Answer {
    const k = answer.options.length;
    const rates = answer.options.map(({ text }) => {
      const counts = (this.options.get(text) ?? []).filter((_, f) => f !== fold);
      const offered = counts.reduce((sum, [n]) => sum + n, 0);
      const right = counts.reduce((sum, [, n]) => sum + n, 0);
      return isTelling(right, offered, 1 / k) ? right / offered : 1 / k;
    });
    const most = Math.max(...rates);
    const best = rates.flatMap((rate, i) => (rate === most ? [i] : []));
    return { ...answer, correct: best[hashString(id) % best.length] };
  }

  private remembered(
    question: BaselineQuestion,
    answer: Exclude<Answer, { kind: 'yes-no' | 'choice' }>,
    fold: number,
    size: readonly [number, number],
  ): Answer {
    const keys = groupsOf(question);
    for (const [i, key] of keys.entries()) {
      const examples = (this.groups.get(key) ?? []).filter((example) => example.fold !== fold);
      if (examples.length >= (i === keys.length - 1 ? 1 : ENOUGH)) return middle(answer, examples, size);
    }
    return sameAnswer(answer, size, 'centre');
  }
}

const CANNOT_TELL = 'I cannot tell.';

/** True of questions that cannot be answered. Asked like the rest, they must be answered without knowing that. */
const isHopeless = (answer: Answer): boolean => answer.kind === 'text' && answer.reason !== undefined;

const foldOf = (scene: string): number => hashString(scene) % FOLDS;

/** Names of the groups a question belongs to, from narrow to wide. */
function groupsOf({ answer, record }: TaughtQuestion): string[] {
  const kind = `${answer.kind} ${answer.kind === 'number' ? answer.definition : ''}`;
  if (record === null) return [kind];
  const phrases = Object.values(record.phrases).sort();
  const heads = phrases.map((phrase) => phrase.split(' ').at(-1) ?? '');
  const asked = `${kind} ${record.type} ${record.direction ?? ''}`;
  return [
    `${asked} of ${phrases.join(' and ')}`,
    `${asked} of ${heads.join(' and ')}`,
    `${asked} in ${record.template}`,
    asked,
    kind,
  ];
}

/** Without masks: only where things lie is learnt. */
const lean = (answer: Answer): Answer => (answer.kind === 'points' ? guess.points(answer, answer.pixels) : answer);

function middle(
  answer: Exclude<Answer, { kind: 'yes-no' | 'choice' }>,
  examples: readonly Example[],
  [width, height]: readonly [number, number],
): Answer {
  const all = <K extends Answer['kind']>(kind: K) =>
    examples.flatMap((e) =>
      e.answer.kind === kind ? [{ answer: e.answer as Extract<Answer, { kind: K }>, size: e.size }] : [],
    );
  switch (answer.kind) {
    case 'number': {
      const values = all('number').map((example) => example.answer.value);
      const whole = values.every(Number.isInteger);
      return { ...answer, value: whole ? mode(values) : median(values) };
    }
    case 'points': {
      const first = all('points').map(({ answer: a, size }) => [a.pixels[0][0] / size[0], a.pixels[0][1] / size[1]]);
      return guess.points(answer, [[median(first.map(([x]) => x)) * width, median(first.map(([, y]) => y)) * height]]);
    }
    case 'box2d': {
      const shares = all('box2d').map(({ answer: { box }, size: [w, h] }) => [
        box[0] / w,
        box[1] / h,
        box[2] / w,
        box[3] / h,
      ]);
      const at = (i: number) => median(shares.map((box) => box[i]));
      return guess.box(answer, [at(0) * width, at(1) * height, at(2) * width, at(3) * height]);
    }
    case 'box3d': {
      const boxes = all('box3d').map((example) => example.answer);
      const at = (pick: (box: (typeof boxes)[number]) => readonly number[], i: number) =>
        median(boxes.map((box) => pick(box)[i]));
      return {
        ...answer,
        center: [0, 1, 2].map((i) => at((box) => box.center, i)) as unknown as typeof answer.center,
        halfExtents: [0, 1, 2].map((i) => at((box) => box.halfExtents, i)) as unknown as typeof answer.halfExtents,
        orientation: [0, 0, 0, 1],
      };
    }
    case 'points3d': {
      const points = all('points3d').map((example) => example.answer.points[0]);
      const at = (i: number) => median(points.map((point) => point[i]));
      return guess.points3d(answer, [at(0), at(1), at(2)]);
    }
    case 'trace': {
      const ends = all('trace').map(({ answer: { pixels }, size: [w, h] }) => {
        const [first, last] = [pixels[0], pixels[pixels.length - 1]];
        return [first[0] / w, first[1] / h, last[0] / w, last[1] / h];
      });
      const at = (i: number) => median(ends.map((end) => end[i]));
      return guess.trace(answer, [at(0) * width, at(1) * height], [at(2) * width, at(3) * height]);
    }
    case 'grasp': {
      const ends = all('grasp').map(({ answer: { grasps }, size: [w, h] }) => {
        const [a, b] = grasps[0].pixels;
        return [a[0] / w, a[1] / h, b[0] / w, b[1] / h];
      });
      const at = (i: number) => median(ends.map((end) => end[i]));
      return guess.grasp(answer, [at(0) * width, at(1) * height], [at(2) * width, at(3) * height]);
    }
    case 'text':
      return { kind: 'text', value: mode(all('text').map(({ answer: { value } }) => value)) };
    default:
      return assertNever(answer);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** The most frequent value; among equals the one seen first. */
function mode<T>(values: readonly T[]): T {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
