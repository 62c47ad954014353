import type Database from 'better-sqlite3';
import {
  CODED,
  MAX_TEXTS,
  MEASURES,
  type BrowseColumns,
  type CodedColumn,
  type QuestionColumns,
} from './browse-columns.js';

// Columns in the index, each in one piece, numbers little-endian: 900,000 questions are read in tens of milliseconds,
// where row by row took three seconds (`npm run bench -- studio-scroll`).

export function writeColumns(database: Database.Database, { views, questions }: BrowseColumns): void {
  const insert = database.prepare('INSERT INTO columns VALUES (?, ?, ?)');
  const write = (name: string, data: ArrayBufferView, dictionary: readonly string[] = []) =>
    insert.run(name, JSON.stringify(dictionary), Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  database.transaction(() => {
    write('view.ids', new Uint8Array(), views.ids);
    write('view.seeds', views.seeds);
    write('view.splits', views.splits.codes, views.splits.dictionary);
    write('view.twins', views.twins);
    write('question.views', questions.views);
    for (const name of CODED) write(`question.${name}`, questions[name].codes, questions[name].dictionary);
    for (const name of MEASURES) write(`question.${name}`, questions[name]);
  })();
}

/** @throws Error for columns that do not fit together: whoever wrote them, no number leads out of a dictionary */
export function readColumns(database: Database.Database): BrowseColumns {
  const select = database.prepare('SELECT dictionary, data FROM columns WHERE name = ?');
  const read = (name: string): { dictionary: string[]; data: Uint8Array } => {
    const row = select.get(name) as { dictionary: string; data: Uint8Array } | undefined;
    if (!row || !(row.data instanceof Uint8Array)) throw new Error(`It has no column "${name}".`);
    return { dictionary: textsOf(name, row.dictionary), data: row.data };
  };
  /** So many numbers of a column; of its own aligned memory. */
  const numbers = <Values>(name: string, data: Uint8Array, count: number, Type: NumbersOf<Values>): Values => {
    if (data.byteLength !== count * Type.BYTES_PER_ELEMENT)
      throw new Error(`Its column "${name}" has ${data.byteLength} bytes for ${count} values.`);
    return new Type(Uint8Array.from(data).buffer);
  };
  const plain = <Values>(name: string, count: number, Type: NumbersOf<Values>): Values =>
    numbers(name, read(name).data, count, Type);
  const coded = (name: string, count: number): CodedColumn => {
    const { dictionary, data } = read(name);
    if (dictionary.length > MAX_TEXTS) throw new Error(`Its column "${name}" has ${dictionary.length} texts.`);
    const codes = numbers(name, data, count, Uint16Array);
    expectBelow(name, codes, dictionary.length);
    return { dictionary, codes };
  };

  const ids = read('view.ids').dictionary;
  const views = {
    ids,
    seeds: plain('view.seeds', ids.length, Float64Array),
    splits: coded('view.splits', ids.length),
    twins: plain('view.twins', ids.length, Uint8Array),
  };
  const { data } = read('question.views');
  const count = data.byteLength / Uint32Array.BYTES_PER_ELEMENT;
  const shown = numbers('question.views', data, Math.floor(count), Uint32Array);
  expectBelow('question.views', shown, ids.length);
  return {
    views,
    questions: {
      views: shown,
      ...Object.fromEntries(CODED.map((name) => [name, coded(`question.${name}`, count)])),
      ...Object.fromEntries(MEASURES.map((name) => [name, plain(`question.${name}`, count, Float32Array)])),
    } as QuestionColumns,
  };
}

/** By hand: a schema takes longer over the ids of 100,000 views than SQLite. */
function textsOf(name: string, json: string): string[] {
  const texts = JSON.parse(json) as unknown;
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string'))
    throw new Error(`The dictionary of its column "${name}" is no list of texts.`);
  return texts;
}

interface NumbersOf<Values> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer): Values;
}

function expectBelow(name: string, values: Uint16Array | Uint32Array, limit: number): void {
  for (let k = 0; k < values.length; k++)
    if (values[k] >= limit) throw new Error(`Its column "${name}" names value ${values[k]} of ${limit}.`);
}
