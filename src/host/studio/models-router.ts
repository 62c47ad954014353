import { implement } from '@orpc/server';
import { resolve } from 'node:path';
import { modelsContract, type AskEvent, type EvaluationEntry } from '../../contract/studio/models.js';
import { PROFILES } from '../../core/models/shipped-profiles.js';
import { UserError } from '../../core/result.js';
import { evaluationPaths, listEvaluations, readEvaluation } from '../../dataset/evaluation/evaluation-folder.js';
import { readScores } from '../../dataset/evaluation/evaluation-scores-file.js';
import { modelImage } from '../../dataset/evaluation/model-images.js';
import { probeOpened } from '../probe-run.js';
import type { StudioBackend } from './backend.js';
import { streamOf } from './event-queue.js';

/** Figures above the whole; each of its items is in scores.csv. */
const NO_ITEMS = { items: [] };

export function modelsRouter({ models, workingFolder }: StudioBackend) {
  const contract = implement(modelsContract);
  return {
    profiles: contract.profiles.handler(() => PROFILES.map(({ id, title }) => ({ id, title }))),
    connected: contract.connected.handler(() => models.description()),
    connect: contract.connect.handler(({ input }) => models.connect(input.name, input.profile)),
    disconnect: contract.disconnect.handler(async () => {
      await models.disconnect();
      return null;
    }),
    probe: contract.probe.handler(async function* ({ signal }) {
      const { name, model, profile } = models.open();
      yield* probeOpened(model, { model: name, profile, profileOut: undefined, signal });
    }),
    ask: contract.ask.handler(async function* ({ input, signal }) {
      const { model, profile } = models.open();
      const bytes = new Uint8Array(await input.image.arrayBuffer());
      const { image } = await modelImage(bytes, 'the view', profile.maxImageSide);
      const { system, prompt, maxTokens, score } = input;
      const begun = performance.now();
      yield* streamOf<AskEvent>(async (report) => {
        const [reply] = await model.answer([{ id: 'studio', images: [image], system, prompt, maxTokens, score }], {
          ...(signal && { signal }),
          onText: (_id, text) => report({ type: 'text', text }),
        });
        if (!reply.ok) throw new UserError(reply.fault.detail);
        report({ type: 'reply', reply: reply.value, seconds: (performance.now() - begun) / 1000 });
      });
    }),
    evaluations: contract.evaluations.handler(async ({ input }) => {
      const dir = resolve(workingFolder, input.dir);
      const entries: EvaluationEntry[] = [];
      for (const name of await listEvaluations(dir)) {
        const record = await readEvaluation(dir, name);
        const scores = record && (await readScores(evaluationPaths(dir, name)));
        if (record) entries.push({ record, accuracy: scores?.report.overall.accuracy ?? null });
      }
      return entries;
    }),
    scores: contract.scores.handler(async ({ input }) => {
      const dir = resolve(workingFolder, input.dir);
      const scores = await readScores(evaluationPaths(dir, input.name));
      if (!scores) throw new UserError(`"${input.name}" has no scores yet: run it to its end.`);
      const { report, baselines, published, against, modelFaults } = scores;
      return { report: { ...report, ...NO_ITEMS }, baselines, published, against, modelFaults };
    }),
  };
}
