import type { LanguageFile } from '../questions/language/language-file.js';
import type { Language } from '../questions/language/language.js';
import { clauseText, fillWording, type Fill } from '../questions/language/fill-wording.js';
import { formOf, wordingsFor } from '../questions/language/wordings.js';
import type { Rng } from '../random.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { GoalTerm, Skill, Task } from './task.js';

/** How a task is told: which form of words, and what fills its blanks. */
export interface TaskWords {
  readonly form: 'task.put' | 'task.stack' | 'task.clear';
  readonly fill: Fill;
}

/** Ego frames are those of the first of two images in tasks that show two. */
const OF_FIRST_IMAGE: ReadonlySet<Skill> = new Set(['occluded', 'moved-camera']);

/** The words of a task in one of its wordings, chosen by chance. */
export function wordTask(
  language: Language,
  { form, fill }: TaskWords,
  split: 'train' | 'test',
  rng: Rng,
): Pick<Task, 'text' | 'template'> {
  const wording = rng.pick(wordingsFor(formOf(language, form), { split, implicit: false }));
  return { template: wording.id, text: fillWording(language, wording.text, fill) };
}

/** "to the left of the plate, as seen from the camera": all that a goal says of where its object shall stand. */
export function whereText(
  language: LanguageFile,
  geometry: SceneGeometry,
  goal: readonly GoalTerm[],
  phrases: Readonly<Record<string, string>>,
  skill: Skill,
): string {
  const clauses = goal.map((term) => clauseOf(language, geometry, term, phrases, skill));
  if (clauses.length === 1) return clauses[0];
  const [clause1, clause2] = clauses;
  return clauseText(language, goal[1].type === 'gap' ? 'both.gap' : 'both', { clause1, clause2 });
}

function clauseOf(
  language: LanguageFile,
  geometry: SceneGeometry,
  { type, frame, reference, second, gap }: GoalTerm,
  phrases: Readonly<Record<string, string>>,
  skill: Skill,
): string {
  if (type === 'gap') return clauseText(language, 'gap', { value: `${Math.round(100 * (gap?.value ?? 0))} cm` });
  const fill: Record<string, string> = {
    B: phrases[reference],
    anchor: geometry.scene.anchor.text,
    ...(second !== undefined && { C: phrases[second] }),
  };
  if (frame === null) return clauseText(language, type, fill);
  const isFacing =
    frame.kind === 'object' &&
    geometry.object(frame.object).record.leftRight === 'facing' &&
    (type === 'left' || type === 'right');
  const suffix = isFacing ? '-facing' : frame.kind === 'ego' && OF_FIRST_IMAGE.has(skill) ? '-first' : '';
  return clauseText(language, `${type}.${frame.kind}${suffix}`, fill);
}
