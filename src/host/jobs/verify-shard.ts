import type { Lexicon } from '../../core/questions/lexicon.js';
import { questionRecordSchema, type QuestionRecord } from '../../core/questions/question-record.js';
import { summarizeQuestion, type AnsweredQuestion } from '../../core/questions/fairness/check-set.js';
import { outlineOf, type SceneOutline } from '../../core/questions/fairness/leakage.js';
import { ENGLISH } from '../../core/questions/language/english.js';
import { verifyQuestion } from '../../core/questions/verify-question.js';
import { SPEC_VERSION } from '../../core/relations/constants.js';
import type { SceneGraph } from '../../core/relations/scene-graph.js';
import { UserError } from '../../core/result.js';
import type { ShardEntry } from '../../core/scene/dataset-record.js';
import { sentenceOf, type Recipe } from '../../core/scene/recipe.js';
import { checkScene } from '../../core/truth/check-scene.js';
import { checkTwin } from '../../core/twins/check-twin.js';
import { checkView } from '../../core/truth/check-view.js';
import { questionPath, shardPath } from '../../dataset/layout.js';
import { MeshStore } from '../../dataset/mesh-store.js';
import { ShardReader } from '../../dataset/shard-reader.js';
import { fileSize, hashFile, readWholeFile } from '../../dataset/whole-file.js';
import type { JobContext } from '../jobs.js';
import { readGraph } from './find-candidates.js';

export interface VerifyShardInput {
  readonly dir: string;
  readonly entry: ShardEntry;
  readonly sets: readonly { readonly set: string; readonly sha256: string | null }[];
  readonly lexicon: Lexicon;
  readonly recipe: Recipe;
}

export interface Problem {
  readonly where: string;
  readonly message: string;
}

export interface ShardVerdict {
  readonly shard: string;
  readonly files: number;
  readonly views: number;
  readonly questions: number;
  readonly problems: readonly Problem[];
  readonly answered: readonly AnsweredQuestion[];
  readonly scenes: readonly SceneOutline[];
}

/** Everything that can be checked of one shard and its questions. A damaged file is a problem, not an exception. */
export async function verifyShard(
  _context: JobContext,
  input: VerifyShardInput,
  _report: (event: never) => void,
): Promise<ShardVerdict> {
  const { dir, entry } = input;
  const problems: Problem[] = [];
  const answered: AnsweredQuestion[] = [];
  const scenes: SceneOutline[] = [];
  let views = 0;
  let files = 1;

  const path = shardPath(dir, entry.id);
  if ((await fileSize(path)) === null) {
    problems.push({ where: entry.file, message: 'is missing; continue the run with --resume to make it again.' });
    return { shard: entry.id, files, views, questions: 0, problems, answered, scenes };
  }
  if ((await hashFile(path)) !== entry.sha256) {
    problems.push({
      where: entry.file,
      message:
        'is not the file that was written (its sha256 differs); continue the run with --resume to make it again.',
    });
  }
  const questions = new Map<string, { set: string; record: QuestionRecord }[]>();
  for (const { set, sha256 } of input.sets) {
    files++;
    const read = await readQuestions(dir, set, entry.id, sha256, problems);
    const other = read.find(({ spec }) => spec !== SPEC_VERSION);
    if (other) {
      problems.push({
        where: `questions/${set}/${entry.id}.jsonl`,
        message:
          `was asked by version ${other.spec} of the specification, this is version ${SPEC_VERSION}: its answers are not ` +
          `derived again. Ask the set again ("vantage ask ${dir} --set ${set}").`,
      });
    }
    for (const record of read) {
      const known = questions.get(record.scene);
      if (known) known.push({ set, record });
      else questions.set(record.scene, [{ set, record }]);
    }
  }
  try {
    const meshes = new MeshStore(dir);
    const reader = await ShardReader.open(dir, entry.id);
    try {
      if (reader.scenes.length !== entry.scenes)
        problems.push({
          where: entry.file,
          message: `holds ${reader.scenes.length} scenes, dataset.json says ${entry.scenes}.`,
        });
      let original: SceneGraph | null = null;
      for (const stored of reader.scenes) {
        const graph = await readGraph(reader, meshes, stored);
        const { scene } = graph.geometry;
        if (scene.counterfactualOf === null) original = graph;
        else
          for (const message of twinProblems(original, graph, input.lexicon))
            problems.push({ where: scene.id, message });
        scenes.push(outlineOf(scene));
        for (const message of checkScene(graph.geometry)) problems.push({ where: scene.id, message });
        for (const view of graph.views) {
          views++;
          await reader.readRgb(view.record);
          for (const message of checkView(graph.geometry, view)) problems.push({ where: view.record.id, message });
        }
        for (const { set, record } of questions.get(scene.id) ?? []) {
          const isOther = record.spec !== SPEC_VERSION;
          const before = scene.counterfactualOf === null ? null : original;
          for (const message of isOther ? [] : checkQuestion(graph, input, record, before))
            problems.push({ where: `questions/${set} ${record.id}`, message });
          answered.push(
            summarizeQuestion(
              set,
              record,
              scene,
              graph.views.map((view) => view.record),
            ),
          );
        }
        questions.delete(scene.id);
      }
    } finally {
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.push({ where: entry.file, message: error.message });
  }
  for (const [scene, orphans] of questions) {
    problems.push({
      where: entry.file,
      message: `has no scene ${scene}, yet ${orphans.length} questions ask about it.`,
    });
  }
  return {
    shard: entry.id,
    files,
    views,
    questions: answered.length,
    problems,
    answered,
    scenes,
  };
}

/** A twin lies right after its original. */
function twinProblems(original: SceneGraph | null, twin: SceneGraph, lexicon: Lexicon): string[] {
  return original === null ? ['it is a twin, and no original lies before it.'] : checkTwin(original, twin, lexicon);
}

function checkQuestion(
  graph: SceneGraph,
  input: VerifyShardInput,
  record: QuestionRecord,
  original: SceneGraph | null,
): string[] {
  const problem = verifyQuestion(graph, input.lexicon, record, ENGLISH, original);
  return problem === null ? [] : [problem];
}

async function readQuestions(
  dir: string,
  set: string,
  shard: string,
  sha256: string | null,
  problems: Problem[],
): Promise<QuestionRecord[]> {
  const path = questionPath(dir, set, shard);
  const where = `questions/${set}/${shard}.jsonl`;
  if (sha256 === null || (await fileSize(path)) === null) {
    problems.push({ where, message: `is missing; write it again with "vantage ask".` });
    return [];
  }
  if ((await hashFile(path)) !== sha256) {
    problems.push({
      where,
      message: 'is not the file that was written (its sha256 differs); write it again with "vantage ask".',
    });
  }
  const records: QuestionRecord[] = [];
  const lines = (await readWholeFile(path, 1024 * 1024 * 1024)).toString('utf8').split('\n');
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const record = parseLine(line);
    if (typeof record === 'string') problems.push({ where: `${where} line ${i + 1}`, message: record });
    else records.push(record);
  }
  return records;
}

function parseLine(line: string): QuestionRecord | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return `is not JSON: ${(error as Error).message}.`;
  }
  const parsed = questionRecordSchema.safeParse(json);
  return parsed.success ? parsed.data : sentenceOf(parsed.error);
}
