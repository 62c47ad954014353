import type { ObjectTruth } from '../../core/camera/view-record.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { UserError } from '../../core/result.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { sceneEntry, viewEntries } from '../layout.js';
import type { ShardReader } from '../shard-reader.js';

// What the index keeps of a scene, a view and a question: a field for each column of its table.

export type Row = Readonly<Record<string, string | number | null>>;

export function sceneRow(scene: SettledScene, shard: ShardReader) {
  return {
    id: scene.id,
    shard: shard.id,
    ...place(shard, sceneEntry(scene.id)),
    split: scene.split,
    profile: scene.profile,
    seed: scene.seed,
    objects: scene.objects.length,
    counterfactualOf: scene.counterfactualOf,
  };
}

export function viewRow(id: string, scene: string, shard: ShardReader) {
  const names = viewEntries(id);
  const [record, rgb, depth, mask] = [names.record, names.rgb, names.depth, names.mask].map((name) =>
    place(shard, name),
  );
  const normal = shard.entry(names.normal);
  return {
    id,
    scene,
    shard: shard.id,
    recordOffset: record.offset,
    recordSize: record.size,
    rgbOffset: rgb.offset,
    rgbSize: rgb.size,
    depthOffset: depth.offset,
    depthSize: depth.size,
    maskOffset: mask.offset,
    maskSize: mask.size,
    normalOffset: normal?.offset ?? null,
    normalSize: normal?.size ?? null,
  };
}

function place(shard: ShardReader, name: string): { offset: number; size: number } {
  const entry = shard.entry(name);
  if (!entry)
    throw new UserError(
      `Shard ${shard.id} has no "${name}": delete the shard and run "vantage generate" with --resume.`,
    );
  return { offset: entry.offset, size: entry.size };
}

/** Where a question's line lies. */
export interface QuestionPlace {
  readonly questionSet: string;
  readonly shard: string;
  readonly offset: number;
  readonly size: number;
}

/**
 * @param categories of the scene's objects, by id
 * @param subjectTruth of its subject in its last view
 */
export function questionRow(
  question: QuestionRecord,
  { questionSet, shard, offset, size }: QuestionPlace,
  categories: ReadonlyMap<number, string> | undefined,
  subjectTruth: ObjectTruth | undefined,
) {
  const { subject, reference } = question.objects;
  const { delta, margin } = question.evidence.measured;
  const ratio = typeof delta === 'number' && typeof margin === 'number' && margin > 0 ? Math.abs(delta) / margin : null;
  const categoryOf = (id: number | undefined) => (id === undefined ? null : (categories?.get(id) ?? null));
  return {
    id: question.id,
    questionSet,
    shard,
    offset,
    size,
    scene: question.scene,
    view: question.views[0],
    split: question.split,
    kind: question.kind,
    type: question.type,
    frame: question.frame?.kind ?? 'none',
    direction: question.direction,
    style: question.style,
    template: question.template,
    profile: question.profile,
    answerKind: question.answer.kind,
    answer: shortAnswer(question),
    subject: categoryOf(subject),
    reference: categoryOf(reference),
    margin: question.marginRatio ?? ratio,
    distance: subjectTruth ? Math.hypot(...subjectTruth.obbInCamera.center) : null,
    visibility: subjectTruth?.visibleFraction ?? null,
  };
}

/** Answers worth counting by: yes, no, the place of the right option, else only what kind it is. */
function shortAnswer({ answer }: QuestionRecord): string {
  if (answer.kind === 'yes-no') return answer.value ? 'yes' : 'no';
  if (answer.kind === 'choice') return `option ${answer.correct + 1}`;
  return answer.kind;
}
