import { cpus } from 'node:os';
import { createBench, type Bench } from './bench.js';
import { benchArrange } from './sections/arrange.js';
import { benchEndpoint } from './sections/endpoint.js';
import { benchGenerate } from './sections/generate.js';
import { benchLocalModel, benchLocalOverhead } from './sections/local-model.js';
import { benchPhysics } from './sections/physics.js';
import { benchQuestionTypes } from './sections/question-types.js';
import { benchQuestions } from './sections/questions.js';
import { benchRobot } from './sections/robot.js';
import { benchRollout } from './sections/rollout.js';
import { benchScoring } from './sections/scoring.js';
import { benchStudioMemory } from './sections/studio-memory.js';
import { benchStudioScene } from './sections/studio-scene.js';
import { benchStudioScroll } from './sections/studio-scroll.js';
import { benchStudioStart } from './sections/studio-start.js';

// Figures, never assertions. CPU time of the whole process tree; ratios are taken within one run.
// `npm run bench` runs all sections, `npm run bench -- physics` those named.

const SECTIONS: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  arrange: benchArrange,
  physics: benchPhysics,
  robot: benchRobot,
  rollout: benchRollout,
  generate: benchGenerate,
  questions: benchQuestions,
  'question-types': benchQuestionTypes,
  scoring: benchScoring,
  'local-model': benchLocalModel,
  'studio-start': benchStudioStart,
  'studio-scene': benchStudioScene,
  'studio-scroll': benchStudioScroll,
  'studio-memory': benchStudioMemory,
  'local-overhead': benchLocalOverhead,
  endpoint: benchEndpoint,
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !(name in SECTIONS));
if (unknown !== undefined) {
  process.stderr.write(`There is no section "${unknown}": choose of ${Object.keys(SECTIONS).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const bench = createBench();
  bench.say('machine', `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}`);
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (named.length === 0 || named.includes(name)) await run(bench);
  }
}
