import type { JobKind, JobSpec } from './jobs.js';

// What a job is called, on the screen and in the system's notifications.

const KINDS: Readonly<Record<JobKind, string>> = {
  generate: 'Generate',
  ask: 'Ask again',
  verify: 'Verify',
  balance: 'Measure balance of',
  export: 'Export',
  report: 'Report',
  evaluate: 'Evaluate',
  rollout: 'Roll out',
};

/** "Generate tabletop, 200 scenes" */
export function jobTitle(spec: JobSpec): string {
  const verb = KINDS[spec.kind];
  switch (spec.kind) {
    case 'generate':
      return `${verb} ${lastPart(spec.recipe).replace(/\.json$/, '')}, ${count(spec.scenes, 'scene')}`;
    case 'ask':
      return `${verb} ${lastPart(spec.dir)}, set ${spec.set}${imagesOf(spec.views)}`;
    case 'export':
      return `${verb} ${lastPart(spec.dir)} as ${spec.format}${imagesOf(spec.views)}`;
    case 'evaluate':
      return `${verb} ${lastPart(spec.model)} on ${lastPart(spec.dir)}`;
    case 'rollout':
      return `${verb} ${lastPart(spec.suite).replace(/\.json$/, '')} with ${lastPart(spec.model)}`;
    case 'verify':
    case 'balance':
    case 'report':
      return `${verb} ${lastPart(spec.dir)}`;
  }
}

const imagesOf = (views: readonly string[] | undefined): string => (views ? `, ${count(views.length, 'image')}` : '');

const NUMBER = new Intl.NumberFormat('en');

export const numberWords = (value: number): string => NUMBER.format(value);

export const count = (n: number, noun: string): string => `${NUMBER.format(n)} ${noun}${n === 1 ? '' : 's'}`;

export const lastPart = (path: string): string =>
  path
    .replace(/[/\\]+$/, '')
    .split(/[/\\]/)
    .at(-1) ?? path;
