import type { RunEvent } from '../contract/run-events.js';
import { POINTS_WANTED } from '../core/models/points-wanted.js';
import { promptFor } from '../core/models/prompt.js';
import { judgeProbe } from '../core/models/probe/judge-probe.js';
import { probePlan, type ProbeImage } from '../core/models/probe/probe-plan.js';
import type { ProbePoint, ProbeResult, ProbeVerdict } from '../core/models/probe/probe-result.js';
import { writtenPair } from '../core/models/probe/written-pair.js';
import type { ModelProfile } from '../core/models/profile.js';
import type { ModelImage, ModelRequest, VisionLanguageModel } from '../core/models/vision-language-model.js';
import { UserError } from '../core/result.js';

export interface ProbeJob {
  readonly model: VisionLanguageModel;
  /** As the user names it. */
  readonly name: string;
  readonly profile: ModelProfile;
  /** Encodes an image as it would be sent in an evaluation: shrunk to the profile's longest side. */
  readonly encode: (image: ProbeImage) => Promise<ModelImage>;
  readonly signal?: AbortSignal;
}

export interface Probed {
  readonly result: ProbeResult;
  readonly verdict: ProbeVerdict;
}

/**
 * Shows a model dots at known places and finds out how it writes points. Returns what it found.
 *
 * @throws UserError when the model cannot be used at all
 */
export async function* probe({ model, name, profile, encode, signal }: ProbeJob): AsyncGenerator<RunEvent, Probed> {
  const { images, questions } = probePlan(profile);
  yield { type: 'phase', phase: 'probe', total: questions.length, unit: 'dots' };
  const points: ProbePoint[] = [];
  for (const image of images) {
    const encoded = await encode(image);
    const asked = questions.filter((q) => q.image === image.id);
    for (let at = 0; at < asked.length; at += model.batchSize) {
      const batch = asked.slice(at, at + model.batchSize);
      const requests = batch.map(({ id, text }): ModelRequest => ({
        id,
        images: [encoded],
        ...promptFor({ text, answer: POINTS_WANTED }, profile),
      }));
      const replies = await model.answer(requests, signal ? { signal } : {});
      for (const [i, reply] of replies.entries()) {
        if (!reply.ok && (reply.fault.reason === 'unusable' || reply.fault.reason === 'cancelled')) {
          throw new UserError(reply.fault.detail);
        }
        const text = reply.ok ? reply.value.text : null;
        if (!reply.ok) yield { type: 'problem', where: batch[i].id, message: reply.fault.detail };
        points.push({
          question: batch[i].id,
          size: [image.width, image.height],
          place: batch[i].place,
          reply: text,
          written: text === null ? null : writtenPair(text, profile),
        });
      }
      yield { type: 'progress', phase: 'probe', done: points.length, total: questions.length };
    }
  }
  const verdict = judgeProbe(points, profile);
  const result: ProbeResult = {
    schema: 'vantage/probe@1',
    model: name,
    fingerprint: model.description.fingerprint,
    profile: profile.id,
    prompt: profile.prompts.points,
    points,
    sentence: verdict.sentence,
    found: verdict.found,
  };
  return { result, verdict };
}
