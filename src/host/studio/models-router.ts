import { implement } from '@orpc/server';
import { modelsContract, type AskEvent, type EvaluationEntry } from '../../contract/studio/models.js';
import { PROFILES } from '../../core/models/shipped-profiles.js';
import { UserError } from '../../core/result.js';
import { expectWithin } from '../../dataset/confine.js';
import { evaluationPaths, listEvaluations, readEvaluation } from '../../dataset/evaluation/evaluation-folder.js';
import { readScores } from '../../dataset/evaluation/evaluation-scores-file.js';
import { modelImage } from '../../dataset/evaluation/model-images.js';
import { keepKey, keyState } from '../keys/endpoint-key.js';
import { processKeyStores } from '../keys/process-keys.js';
import { probeOpened } from '../probe-run.js';
import type { StudioBackend } from './backend.js';
import { streamOf } from './event-queue.js';
import { expectModelWithin } from './confine-job.js';

/** Figures above the whole; each of its items is in scores.csv. */
const NO_ITEMS = { items: [] };

export function modelsRouter({ models, roots }: StudioBackend) {
  const contract = implement(modelsContract);
  return {
    profiles: contract.profiles.handler(() => PROFILES.map(({ id, title }) => ({ id, title }))),
    connected: contract.connected.handler(() => models.description()),
    connect: contract.connect.handler(async ({ input: { name, profile } }) => {
      await expectModelWithin(roots, name);
      // A name without a path is one of those that come with Vantage.
      const chosen =
        profile !== undefined && /[./\\]/.test(profile) ? await roots.readable(profile, ['profile']) : profile;
      return models.connect(name, chosen);
    }),
    disconnect: contract.disconnect.handler(async () => {
      await models.disconnect();
      return null;
    }),
    keyState: contract.keyState.handler(async ({ input }) => keyState(input.url, await processKeyStores())),
    setKey: contract.setKey.handler(({ input }) => keepKey('set', input.url, input.key)),
    forgetKey: contract.forgetKey.handler(({ input }) => keepKey('forget', input.url, '')),
    probe: contract.probe.handler(async function* ({ signal }) {
      const { name, model, profile } = models.open();
      yield* probeOpened(model, { model: name, profile, profileOut: undefined, signal });
    }),
    ask: contract.ask.handler(async function* ({ input, signal }) {
      const { model, profile } = models.open();
      const images = await Promise.all(
        input.images.map(async (blob) => {
          const bytes = new Uint8Array(await blob.arrayBuffer());
          return (await modelImage(bytes, 'the view', profile.maxImageSide)).image;
        }),
      );
      const { system, prompt, maxTokens, score } = input;
      const begun = performance.now();
      yield* streamOf<AskEvent>(async (report) => {
        const [reply] = await model.answer([{ id: 'studio', images, system, prompt, maxTokens, score }], {
          ...(signal && { signal }),
          onText: (_id, text) => report({ type: 'text', text }),
        });
        if (!reply.ok) throw new UserError(reply.fault.detail);
        report({ type: 'reply', reply: reply.value, seconds: (performance.now() - begun) / 1000 });
      });
    }),
    evaluations: contract.evaluations.handler(async ({ input }) => {
      const dir = await roots.readable(input.dir, ['dataset']);
      const entries: EvaluationEntry[] = [];
      for (const name of await listEvaluations(dir)) {
        const paths = evaluationPaths(dir, name);
        await Promise.all([expectWithin(dir, paths.record), expectWithin(dir, paths.scores)]);
        const record = await readEvaluation(dir, name);
        const scores = record && (await readScores(paths));
        if (record) entries.push({ record, accuracy: scores?.report.overall.accuracy ?? null });
      }
      return entries;
    }),
    scores: contract.scores.handler(async ({ input }) => {
      const dir = await roots.readable(input.dir, ['dataset']);
      const paths = evaluationPaths(dir, input.name);
      await expectWithin(dir, paths.scores);
      const scores = await readScores(paths);
      if (!scores) throw new UserError(`"${input.name}" has no scores yet: run it to its end.`);
      const { report, baselines, published, against, modelFaults } = scores;
      return { report: { ...report, ...NO_ITEMS }, baselines, published, against, modelFaults };
    }),
  };
}
