import type { Task } from '../tasks/task.js';
import type { StoredEpisode } from './verify-episode.js';

/** What a record names that its scenes do not have: nothing can be derived from it then. */
export function whatIsUnknown(
  { record: { attempts, events }, looks, motions }: StoredEpisode,
  task: Task,
): string | null {
  const { objects } = looks[0].geometry;
  const known = new Set(objects.map(({ record }) => record.id));
  const frames = [...task.goal, ...task.steps.flatMap(({ goal }) => goal)];
  const ids = [
    ...task.steps.map(({ object }) => object),
    ...frames.flatMap(({ subject, reference, second, frame }) => [
      subject,
      reference,
      ...(second === undefined ? [] : [second]),
      ...(frame?.kind === 'object' ? [frame.object] : []),
    ]),
    ...attempts.flatMap(({ action }) => (action === null ? [] : [action.object, action.owner])),
    ...events.map(({ object }) => object),
    ...[...motions.values()].flatMap((motion) => motion.flatMap(({ poses }) => poses.map(({ id }) => id))),
  ];
  const stranger = ids.find((id) => !known.has(id));
  if (stranger !== undefined) return `it names object ${stranger}, which its scene does not have.`;
  const cameras = Math.min(...looks.map(({ views }) => views.length));
  const shown = [
    ...task.shown.object,
    ...task.shown.place,
    ...frames.flatMap(({ frame }) => (frame?.kind === 'ego' ? [frame.view] : [])),
  ];
  const view = shown.find((camera) => camera >= cameras);
  if (view !== undefined) return `it names view ${view}, and has ${cameras} at a look.`;
  const beyond = attempts.find(({ step }) => step >= task.steps.length);
  return beyond === undefined ? null : `it names step ${beyond.step} of a task that has ${task.steps.length}.`;
}
