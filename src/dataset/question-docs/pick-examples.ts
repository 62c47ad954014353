import { promptText } from '../../core/questions/language/express-answer.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { Dataset } from '../dataset.js';
import type { Example } from './example.js';
import { questionPicture } from './question-picture.js';

/** An example with its picture as JPEG. */
export interface PicturedExample {
  readonly example: Example;
  readonly jpeg: Buffer;
}

/**
 * One question for each kind and type out of some datasets: in short style, in plain words, about few enough images to
 * show; of those, one about the middle of the list, so that not all come from the first view.
 */
export async function pickExamples(dirs: readonly string[]): Promise<PicturedExample[]> {
  const chosen = new Map<string, { dataset: Dataset; candidates: QuestionRecord[] }>();
  for (const dir of dirs) {
    const dataset = await Dataset.open(dir);
    const set = dataset.questionSet(undefined);
    const own = new Map<string, QuestionRecord[]>();
    for (const shard of dataset.shardIds)
      for await (const record of dataset.questions(set, shard)) {
        const key = `${record.kind} ${record.type}`;
        const list = own.get(key);
        if (list) list.push(record);
        else own.set(key, [record]);
      }
    // The first dataset that has a type shows it.
    for (const [key, candidates] of own) if (!chosen.has(key)) chosen.set(key, { dataset, candidates });
  }
  const result: PicturedExample[] = [];
  for (const key of [...chosen.keys()].sort()) {
    const { dataset, candidates } = chosen.get(key) as { dataset: Dataset; candidates: QuestionRecord[] };
    const record = best(candidates);
    result.push({ example: exampleOf(dataset, record), jpeg: await questionPicture(dataset, record) });
  }
  return result;
}

function best(candidates: readonly QuestionRecord[]): QuestionRecord {
  const worth = (record: QuestionRecord) =>
    Number(record.style === 'short') * 4 +
    Number(record.label === undefined) * 2 +
    Number(record.evidence.verdict === 'T') * 1 +
    Number(record.frame === null || record.frame.kind === 'ego') * 2;
  const most = Math.max(...candidates.map(worth));
  const good = candidates.filter((record) => worth(record) === most);
  return good[Math.floor(good.length / 2)];
}

function exampleOf(dataset: Dataset, record: QuestionRecord): Example {
  const { kind, type, frame, answer, evidence } = record;
  return {
    kind,
    type,
    frame: frame?.kind ?? null,
    question: record.id,
    recipe: dataset.record.recipe.id,
    text: answer.kind === 'choice' ? record.text : promptText(record),
    options: answer.kind === 'choice' ? answer.options.map(({ text }) => text) : [],
    answer: record.answerText,
    verdict: evidence.verdict,
    evidence: evidence.measured,
    picture: `${kind}-${type}.jpg`,
  };
}
