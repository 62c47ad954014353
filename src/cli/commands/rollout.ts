import { UsageError } from '../../core/result.js';
import { parseSweep, type NoiseSweep } from '../../core/rollout/noise-sweep.js';
import type { Noise } from '../../core/rollout/rollout-record.js';
import { DTYPES, PROVIDERS } from '../../host/open-model.js';
import { rolloutRun } from '../../host/rollout-run.js';
import { rolloutSweep } from '../../host/rollout-sweep.js';
import type { Command } from '../index.js';
import type { ParsedOptions } from '../options.js';
import { rolloutTable, sweepTable } from '../rollout-table.js';
import { oneOf } from './evaluate.js';

export const rolloutCommand: Command = {
  spec: {
    name: 'rollout',
    positionals: ['SUITE'],
    summary: 'Let a model act in the scenes of a suite; physics answers, and the score says why.',
    options: {
      model: { value: 'M', text: 'A folder, a baseline (oracle, random, centre) or URL#model.' },
      episodes: { value: 'N', text: 'The first N episodes (default: all).' },
      'placement-only': { text: 'Lower the object without grasping it.' },
      replans: { value: 'N', text: 'Further attempts with a new view after a failed one, 0 to 3 (default 3).' },
      out: { value: 'DIR', text: 'Folder in which "rollouts" is kept (default: the current one).' },
      name: { value: 'NAME', text: 'Name of the run (default: after suite and model).' },
      resume: { text: 'Continue a run that was stopped.' },
      profile: { value: 'P', text: 'How the model writes points: a name or a JSON file (default: by its name).' },
      'depth-noise': { value: 'S', text: 'Standard deviation of depth, as a share of it (default 0).' },
      'camera-noise': {
        value: 'M,DEG',
        text: 'Calibration error: standard deviations in metres and degrees (default 0,0).',
      },
      'pointing-noise': { value: 'PX', text: 'Standard deviation of a point in the image, pixels (default 0).' },
      sweep: {
        value: 'KNOB=V1,V2,…',
        text: 'Run the suite once for each value of a knob (depth, camera-position, camera-angle, pointing) and draw success against it.',
      },
      timeout: { value: 'S', text: 'Seconds for one reply (default 120 for an endpoint, 600 for a folder).' },
      provider: { value: 'P', text: `What runs a folder: ${PROVIDERS.join(', ')} (default: the first that does).` },
      dtype: { value: 'D', text: `Number format of a folder: ${DTYPES.join(', ')} (default: the best it has).` },
      concurrency: { value: 'N', text: 'Episodes worked on at once with an endpoint (default 8).' },
    },
  },
  run(options) {
    const model = options.text('model');
    if (model === undefined)
      throw new UsageError('vantage rollout needs --model M: a folder, a baseline or URL#model.');
    const timeout = options.integer('timeout', 1, 86_400);
    const run = {
      suite: options.positionals[0],
      model,
      profile: options.text('profile'),
      dir: options.text('out') ?? '.',
      name: options.text('name'),
      episodes: options.integer('episodes', 1, 100_000),
      placementOnly: options.flag('placement-only'),
      replans: options.integer('replans', 0, 3) ?? 3,
      noise: readNoise(options),
      resume: options.flag('resume'),
      resumeCommand: 'the same command and --resume.',
      timeout: timeout === undefined ? undefined : timeout * 1000,
      concurrency: options.integer('concurrency', 1, 256),
      provider: oneOf(options, 'provider', PROVIDERS),
      dtype: oneOf(options, 'dtype', DTYPES),
    };
    const sweep = readSweep(options);
    return sweep === null ? rolloutRun(run) : rolloutSweep(run, sweep);
  },
  conclude: (summary) => ({ text: 'sweep' in summary ? sweepTable(summary) : rolloutTable(summary) }),
};

function readSweep(options: ParsedOptions): NoiseSweep | null {
  const given = options.text('sweep');
  if (given === undefined) return null;
  const sweep = parseSweep(given);
  if ('problem' in sweep) throw new UsageError(`--sweep ${sweep.problem}`);
  return sweep;
}

function readNoise(options: ParsedOptions): Noise {
  const numbers = (name: string, count: number, most: number): number[] => {
    const given = options.text(name);
    if (given === undefined) return Array.from({ length: count }, () => 0);
    const values = given.split(',').map(Number);
    if (given.trim() === '' || values.length !== count || !values.every((x) => x >= 0 && x <= most))
      throw new UsageError(
        `--${name} takes ${count === 1 ? 'a number' : `${count} numbers with a comma`} from 0 to ${most}, not "${given}".`,
      );
    return values;
  };
  const [depth] = numbers('depth-noise', 1, 1);
  const [cameraPosition, cameraAngleDeg] = numbers('camera-noise', 2, 45);
  const [pointing] = numbers('pointing-noise', 1, 200);
  return { depth, cameraPosition, cameraAngleDeg, pointing };
}
