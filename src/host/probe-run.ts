import type { RunEvent } from '../contract/run-events.js';
import { probe, type Probed } from '../services/probe.js';
import type { ModelProfile, Notation } from '../core/models/profile.js';
import type { VisionLanguageModel } from '../core/models/vision-language-model.js';
import { encodeRgbPng } from '../dataset/images.js';
import { modelImage } from '../dataset/evaluation/model-images.js';
import { writeWholeFile } from '../dataset/whole-file.js';
import { loadProfile, profileFor } from './model-profile.js';
import { openModel, type OpenModelOptions } from './open-model.js';
import { configFolder, writeProbe } from './probe-store.js';

export interface ProbeRunOptions extends Omit<OpenModelOptions, 'baselines'> {
  readonly model: string;
  readonly profile: string | undefined;
  /** Folder of what belongs to the user; default: the system's. */
  readonly config?: string;
  /** Where to write the profile that explains the replies. */
  readonly profileOut: string | undefined;
}

/**
 * Finds out how a model writes points and keeps that for evaluations to look at.
 *
 * @throws UsageError or UserError when the model cannot be used
 */
export async function* probeRun(options: ProbeRunOptions): AsyncGenerator<RunEvent> {
  const chosen = options.profile === undefined ? null : await loadProfile(options.profile);
  const model = await openModel(options.model, { ...options, baselines: null });
  try {
    yield* probeOpened(model, { ...options, profile: chosen ?? profileFor(model.description) });
  } finally {
    await model.dispose();
  }
}

/** The same for a model that is open already. */
export async function* probeOpened(
  model: VisionLanguageModel,
  options: Pick<ProbeRunOptions, 'model' | 'config' | 'profileOut' | 'signal'> & { readonly profile: ModelProfile },
): AsyncGenerator<RunEvent> {
  const { profile } = options;
  const run = probe({
    model,
    name: options.model,
    profile,
    encode: async ({ rgb, width, height, id }) =>
      (await modelImage(await encodeRgbPng(rgb, { width, height }), id, profile.maxImageSide)).image,
    ...(options.signal && { signal: options.signal }),
  });
  for (;;) {
    const step = await run.next();
    if (!step.done) {
      yield step.value;
      continue;
    }
    const { result, verdict } = step.value;
    const stored = await writeProbe(options.config ?? configFolder(process.env, process.platform), result);
    const written = verdict.found ? (options.profileOut ?? null) : null;
    if (written !== null)
      await writeWholeFile(written, `${JSON.stringify(explaining(profile, step.value), null, 2)}\n`);
    yield { type: 'done', summary: { verdict, points: result.points, profile: profile.id, stored, written } };
    return;
  }
}

/** The profile that was probed, mended so that it explains the replies. */
function explaining(profile: ModelProfile, { result, verdict }: Probed): ModelProfile {
  const notations = result.points.flatMap(({ written }) => written?.notation ?? []);
  const count = (notation: Notation) => notations.filter((n) => n === notation).length;
  const [commonest] = [...new Set(notations)].sort((a, b) => count(b) - count(a));
  const mended = { ...profile, ...verdict.found, notation: commonest ?? profile.notation };
  return JSON.stringify(mended) === JSON.stringify(profile)
    ? profile
    : { ...mended, id: `${profile.id.slice(0, 56)}-probed`, title: `${profile.title}, as probed`, names: [] };
}
