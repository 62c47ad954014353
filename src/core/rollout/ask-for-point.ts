import type { ModelReply, ModelFaultReason } from '../models/vision-language-model.js';
import type { Result } from '../result.js';
import type { GoalRegion } from '../tasks/goal-region.js';
import type { AttemptInput } from './attempt.js';
import type { LiftedPoint } from './lift-point.js';
import { askedRng, liftThroughNoise } from './lift-through-noise.js';
import { viewName } from './looks.js';
import { promptForStage } from './prompt-for-stage.js';
import { readPlace } from './read-place.js';
import type { Asked, Failure } from './rollout-record.js';

/** A question that was asked, and what the robot makes of the reply. */
export interface PointAsked {
  readonly asked: Asked;
  readonly lifted: LiftedPoint | null;
  /** Where no point or refusal could be had. */
  readonly failure: Failure | null;
}

/**
 * Asks for the object or the place, reads the reply, and lifts the point to 3D through whatever noise there is.
 *
 * @param before what was asked in this attempt already
 */
export async function askForPoint(
  { task, now, step, number, look, episode, options, answer, rng }: AttemptInput,
  stage: 'object' | 'place',
  region: () => GoalRegion,
  before: readonly Asked[],
): Promise<PointAsked> {
  const { profile, noise } = options;
  const shown = task.shown[stage].map((k) => now.views[k]);
  const last = task.shown[stage][task.shown[stage].length - 1];
  const view = now.graph.views[last];
  const prompt = promptForStage(task, stage, shown.length, number > 0, profile);
  const id = `${String(episode).padStart(6, '0')} ${number} ${stage}`;
  const own = askedRng(rng, number, stage);
  const picture = { name: viewName(look, last), view: now.views[last] };
  const tell = (told: Pick<Asked, 'reply' | 'point'>) => {
    const asked = [...before, { stage, prompt: prompt.prompt, ...told }];
    return options.watch?.({ episode, attempt: number, text: task.text, asked, picture, ended: null });
  };
  await tell({ reply: null, point: null });
  const reply = await answer({
    id,
    prompt,
    views: shown,
    acting: {
      stage,
      geometry: now.graph.geometry,
      view,
      object: task.steps[step].object,
      refuse: task.expected === 'refuse',
      awayFrom: task.steps[step].goal.length > 0 ? null : (task.steps[step + 1]?.goal[0].reference ?? null),
      region,
    },
    rng: own.fork('answer'),
  });
  const asked: Asked = {
    stage,
    views: task.shown[stage].map((k) => viewName(look, k)),
    system: prompt.system,
    prompt: prompt.prompt,
    reply: reply.ok ? reply.value.text : null,
    point: null,
    refuses: false,
    fault: null,
    lifted: null,
  };
  if (!reply.ok) return { asked: { ...asked, fault: reply.fault }, lifted: null, failure: modelFailure(reply) };

  const sizes = shown.map(({ record: { intrinsics } }) => [intrinsics.width, intrinsics.height] as const);
  const { point, refuses, fault } = readPlace(reply.value.text, profile, sizes, stage === 'place');
  const read = { ...asked, point, refuses, fault };
  await tell(read);
  if (fault !== null) return { asked: read, lifted: null, failure: { class: 'parsing', detail: fault.detail } };
  if (point === null) return { asked: read, lifted: null, failure: null };
  const lifted = liftThroughNoise(view, point, noise, { episode: rng, asked: own, shown: task.shown[stage].length });
  return { asked: { ...read, lifted }, lifted, failure: null };
}

function modelFailure(reply: Extract<Result<ModelReply, ModelFaultReason>, { ok: false }>): Failure {
  const { reason, detail } = reply.fault;
  return { class: reason === 'timeout' ? 'timeout' : 'model-error', detail };
}
