import { clockHour } from '../../relations/clock.js';
import { frameOf, framesAround, pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';
import { questionSpec, specFromRecord } from '../question-spec.js';

/** At which hour of the clock is A, seen from B (SPEC §7)? In B's own heading, or with 12 straight away from the viewer. */
export const CLOCK: ViewQuestionType = {
  name: 'clock',
  kind: 'metric',
  scope: 'view',
  types: ['clock'],
  weight: 1,
  *specs(context) {
    for (const { id: subject } of context.referents)
      for (const { id: reference } of context.referents) {
        if (subject === reference) continue;
        for (const frame of framesAround(context, reference))
          if (frame.kind !== 'world')
            yield questionSpec({ kind: 'metric', type: 'clock', frame, objects: { subject, reference } });
      }
  },
  stratum: (_, spec) => frameOf(spec).kind,
  roles: (_, spec) => pairOf(spec).map((id) => ({ id, level: 'name' })),
  evaluate({ graph, view }, spec) {
    const [subject, reference] = pairOf(spec);
    const read = clockHour(graph, view, frameOf(spec), reference, subject);
    if ('reason' in read) return { refused: read.reason };
    return {
      verdict: 'T',
      measured: { thetaDeg: read.thetaDeg },
      answer: { kind: 'number', value: read.hour, unit: '', definition: 'clock' },
    };
  },
  form: (_, spec) => `clock.${frameOf(spec).kind}`,
  specOf: (record) => (record.frame === null ? null : specFromRecord(record)),
};
