import { evaluateFits } from '../relations/fits.js';
import { evaluateFitsIn } from '../relations/fits-in.js';
import { evaluateFitsOn } from '../relations/fits-on.js';
import { profileOf } from '../relations/profile.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import { frameRef } from './evaluate-goal.js';
import type { GoalTerm } from './task.js';

/** Whether docs/spec.md §6 says for sure that an object fits nowhere that fulfils a relation. */
export function doesNotFit(
  graph: SceneGraph,
  view: SeenView,
  id: number,
  { type, frame, reference }: GoalTerm,
): boolean {
  const { geometry } = graph;
  const profile = profileOf(geometry, [id, reference]);
  switch (type) {
    case 'inside':
      return evaluateFitsIn(geometry, id, reference, profile).verdict === 'F';
    case 'on':
      return evaluateFitsOn({ graph, view, moving: id, support: reference, profile }).verdict === 'F';
    case 'left':
    case 'right':
    case 'front':
    case 'behind':
      return (
        frame !== null &&
        evaluateFits({
          graph,
          view,
          moving: id,
          anchor: reference,
          frame: frameRef(frame),
          direction: type,
          profile,
        }).verdict === 'F'
      );
    case 'between':
    case 'gap':
      return false;
  }
}
