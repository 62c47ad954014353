import type { ViewRecord } from '../camera/view-record.js';
import { answerForm } from '../models/answer-form.js';
import type { ModelProfile } from '../models/profile.js';
import type { QuestionRecord } from '../questions/question-record.js';
import { facetsOf } from './facets.js';
import { scoreReply } from './score-reply.js';
import { ReportBuilder } from './report-builder.js';
import type { ItemScore, ScoreItem, ScoreReport, StoredReply } from './score-report.js';

/**
 * A record as scoring needs it.
 *
 * @param views by id; those of the record must be there
 * @throws RangeError naming a view that is not
 */
export function scoreItemOf(record: QuestionRecord, views: ReadonlyMap<string, ViewRecord>): ScoreItem {
  const own = record.views.map((id) => {
    const view = views.get(id);
    if (!view) throw new RangeError(`Question ${record.id} is about view ${id}, which is not among the views given.`);
    return view;
  });
  const { intrinsics, cameraFromWorld } = own[own.length - 1];
  return {
    id: record.id,
    answer: record.answer,
    imageSizes: own.map(({ intrinsics }) => [intrinsics.width, intrinsics.height] as const),
    camera: { intrinsics, cameraFromWorld },
    facets: facetsOf(record, own),
  };
}

/** Scores the replies to a set of questions; see `scoreItems`. */
export function scoreSet(
  records: readonly QuestionRecord[],
  views: ReadonlyMap<string, ViewRecord>,
  replies: readonly StoredReply[],
  profile: ModelProfile,
): ScoreReport {
  return scoreItems(
    records.map((record) => scoreItemOf(record, views)),
    replies,
    profile,
  );
}

/**
 * Scores every reply against its item. Items without any reply are not counted: a run that was stopped is a smaller run.
 *
 * @throws RangeError when a reply belongs to no item, or two replies to the same item and rotation
 */
export function scoreItems(
  items: readonly ScoreItem[],
  replies: readonly StoredReply[],
  profile: ModelProfile,
): ScoreReport {
  const byItem = new Map<string, StoredReply[]>(items.map(({ id }) => [id, []]));
  for (const reply of replies) {
    const own = byItem.get(reply.item);
    if (!own) throw new RangeError(`A reply belongs to "${reply.item}", which is not among the questions.`);
    own.push(reply);
  }
  const builder = new ReportBuilder(true);
  for (const item of items) builder.add(item, scoreRotations(item, byItem.get(item.id) ?? [], profile));
  return builder.report(profile.id);
}

/**
 * Scores the replies to one item: one, of a choice one for each rotation asked.
 *
 * @throws RangeError when two are of one rotation, or one of a rotation that the item does not have
 */
export function scoreRotations(
  item: ScoreItem,
  replies: readonly StoredReply[],
  profile: ModelProfile,
): readonly ItemScore[] {
  const form = answerForm(item.answer);
  const turns = form.kind === 'choice' ? form.options.length : 1;
  const seen = new Set<number>();
  return replies.map((reply) => {
    const { rotation } = reply;
    if (seen.has(rotation)) throw new RangeError(`"${item.id}" has two replies; keep one.`);
    seen.add(rotation);
    if (!(rotation >= 0 && rotation < turns))
      throw new RangeError(`"${item.id}" cannot be shown in rotation ${rotation}.`);
    return scoreReply(item, reply, profile);
  });
}
