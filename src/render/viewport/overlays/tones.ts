import type { Tone } from './explanation.js';

/** Colours over the scene, the same in both themes: pictures are equally bright in both. Verdicts as everywhere in the studio. */
export const TONE_COLOURS: Readonly<Record<Tone, string>> = {
  subject: '#3b82f6',
  reference: '#c026d3',
  neutral: '#f8fafc',
  T: '#0ca678',
  F: '#f76707',
  A: '#868e96',
  blocker: '#e03131',
};

/** Of the axes x, y, z, as in every 3D program. */
export const AXIS_COLOURS = ['#e5484d', '#46a758', '#3e8ef7'] as const;

export const SELECTION = '#f5b301';
export const HOVER = '#ffffff';
