import { quantity } from '../../core/questions/evidence-table.js';
import { chainOfThought } from '../../core/questions/language/chain-of-thought.js';
import { ENGLISH } from '../../core/questions/language/english.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { objectName, viewWord } from './row-words.js';

type Gates = QuestionRecord['evidence']['gates'];

/** Whose left and front are meant, in a sentence, with the anchor's own words; and with which margins. */
export function frameText({ frame, views, profile }: QuestionRecord, scene: SettledScene | null): string {
  const seen = views.map(viewWord).join(', ');
  const margins = profile === 'tabletop' ? 'tabletop margins' : 'room margins';
  switch (frame?.kind) {
    case 'ego':
      return `Frame: the camera of ${viewWord(frame.view)}; ${margins}.`;
    case 'world':
      return `Frame: the world, for someone ${scene?.anchor.text ?? 'facing the anchor'}, which can be told in ${seen}; ${margins}.`;
    case 'object':
      return `Frame: the ${objectName(scene, frame.object)}'s own, whose front shows in ${seen}; ${margins}.`;
    default:
      return `The same from everywhere; seen in ${seen}; ${margins}.`;
  }
}

/** What the gates measured: a line for each object, and one for each gate of another kind. */
export function gateLines({ evidence: { gates } }: QuestionRecord, scene: SettledScene | null): string[] {
  return Object.entries(gates).map(([name, gate]) =>
    typeof gate === 'object' && gate !== null && /^\d+$/.test(name)
      ? `The ${objectName(scene, Number(name))}: ${objectGate(gate)}`
      : `${name}: ${plain(gate)}`,
  );
}

function objectGate(gate: Readonly<Record<string, unknown>>): string {
  const number = (key: string): number | null => (typeof gate[key] === 'number' ? gate[key] : null);
  const [visible, cut, seen, needed] = ['visibleFraction', 'truncation', 'visiblePixels', 'minPixels'].map(number);
  return [
    ...(visible === null ? [] : [`${quantity('overlap', visible)} visible`]),
    ...(cut === null ? [] : [`${quantity('overlap', cut)} outside the picture`]),
    ...(seen === null ? [] : [`${quantity('pixels', seen)}${needed === null ? '' : ` (needs ${Math.ceil(needed)})`}`]),
  ].join(', ');
}

const plain = (gate: Gates[string]): string =>
  typeof gate === 'object' && gate !== null
    ? Object.entries(gate)
        .map(([key, value]) => `${key} ${typeof value === 'number' ? Math.round(1e4 * value) / 1e4 : String(value)}`)
        .join(', ')
    : String(gate);

/** What proves or refutes a "fits": how many places were tried, and what was in the way. */
export function blockersText({ evidence }: QuestionRecord, scene: SettledScene | null): string | null {
  const { witness, blockers, rejected, params } = evidence;
  const tried = typeof params['tried'] === 'number' ? params['tried'].toLocaleString('en') : null;
  if (witness) return `A place where it fits was found${tried === null ? '' : ` among ${tried} tried`}.`;
  if (blockers.length === 0 && Object.keys(rejected).length === 0) return null;
  const names = blockers.map((id) => `the ${objectName(scene, id)}`);
  const reasons = Object.entries(rejected)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${count.toLocaleString('en')} ${reason}`);
  return [
    ...(names.length > 0 ? [`In the way: ${names.join(', ')}.`] : []),
    ...(reasons.length > 0 ? [`Places rejected: ${reasons.join(', ')}${tried === null ? '' : ` of ${tried}`}.`] : []),
  ].join(' ');
}

/** The derivation, a sentence a step; its plain operations where it is not told in words. */
export function stepsOf(
  { evidence: { steps }, phrases }: QuestionRecord,
  scene: SettledScene | null,
): readonly string[] {
  const facing = scene?.objects.filter(({ leftRight }) => leftRight === 'facing').map(({ id }) => id) ?? [];
  const told = chainOfThought(ENGLISH, { steps, phrases, anchor: scene?.anchor.text ?? '', facing });
  if (told) return told;
  return steps.map(({ op, args, value, verdict }) => {
    const connects = op === 'and' || op === 'or' || op === 'not';
    const names = args.map((arg) => (connects ? `step ${arg + 1}` : (phrases[arg] ?? objectName(scene, arg))));
    return `${op.replaceAll('_', ' ')} (${names.join(', ')}): ${value === null ? VERDICTS[verdict] : String(value)}`;
  });
}

const VERDICTS = { T: 'true', F: 'false', A: 'ambiguous' } as const;
