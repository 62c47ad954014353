import type { ViewRecord } from '../camera/view-record.js';
import { answerForm } from '../models/answer-form.js';
import type { ModelProfile } from '../models/profile.js';
import type { QuestionRecord } from '../questions/question-record.js';
import { facetsOf } from './facets.js';
import { scoreReply } from './score-reply.js';
import { reportOf } from './report-of.js';
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
  const byId = new Map(items.map((item) => [item.id, item]));
  const seen = new Set<string>();
  const scores: ItemScore[] = [];
  for (const reply of replies) {
    const item = byId.get(reply.item);
    if (!item) throw new RangeError(`A reply belongs to "${reply.item}", which is not among the questions.`);
    const key = `${reply.rotation} ${reply.item}`;
    if (seen.has(key)) throw new RangeError(`"${reply.item}" has two replies; keep one.`);
    seen.add(key);
    const form = answerForm(item.answer);
    const turns = form.kind === 'choice' ? form.options.length : 1;
    if (!(reply.rotation >= 0 && reply.rotation < turns)) {
      throw new RangeError(`"${reply.item}" cannot be shown in rotation ${reply.rotation}.`);
    }
    scores.push(scoreReply(item, reply, profile));
  }
  return reportOf(items, scores, profile.id);
}
