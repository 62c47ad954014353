import type { QuestionRecord } from './types.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { angleDeg, horizontal, sub } from './vec.ts';
import { nameGate } from './gates.ts';
import { phrasesOf } from './phrases.ts';

// SPEC §3.1: the text must say in which frame it asks. Returns what is missing, or null.

export function frameFault(world: World, q: QuestionRecord): string | null {
  const text = q.text.toLowerCase();
  const horizontalType = ['left', 'right', 'front', 'behind'].includes(q.type) ? q.type : q.direction;
  if (!q.frame || !horizontalType) return null;
  if (q.frame.kind === 'world') {
    if (!q.text.includes(world.record.anchor.text)) return `anchor's text "${world.record.anchor.text}" missing`;
    if (horizontalType === 'front' || horizontalType === 'behind') {
      if (!/further (forward|back)/.test(text)) return 'no "further forward" or "further back"';
      return /in front of/.test(text.replace(world.record.anchor.text.toLowerCase(), ''))
        ? 'a bare "in front of"'
        : null;
    }
    return /facing that way/.test(text) ? null : 'no "as seen when facing that way"';
  }
  if (q.frame.kind === 'object') {
    const phrase = phrasesOf(q)[String(q.frame.object)];
    if (!phrase) return `no phrase for the frame's object ${q.frame.object}`;
    if (!text.includes(phrase.toLowerCase())) return `"${phrase}" not in the text`;
    const body = world.body(q.frame.object as number);
    if (body.record.leftRight === 'facing' && (horizontalType === 'left' || horizontalType === 'right'))
      return /facing/.test(text) ? null : 'no "as seen when facing"';
    return /\bown\b|point of view|viewpoint|perspective|'s (left|right|front|back)|\bits\b|looks|faces|facing/.test(
      text,
    )
      ? null
      : 'does not say whose side it is';
  }
  return /camera|viewer|you|view|image|picture|photo/.test(text) ? null : 'neither camera nor viewer named';
}

/** Something in this view must show which way the world's anchor points. */
export function anchorFault(world: World, view: View, q: QuestionRecord): string | null {
  const { by, heading, text } = world.record.anchor;
  switch (by.kind) {
    case 'objects': {
      if (by.objects.length !== 2) return `${by.objects.length} objects`;
      const [from, to] = by.objects.map((id) => world.body(id));
      const line = angleDeg(horizontal(sub(to.center, from.center)), heading);
      if (Math.min(line, 180 - line) > 5 + 1e-6) return `the line is ${line.toFixed(2)}° off`;
      for (const id of by.objects) {
        const fault = nameGate(view, id, q.profile, false);
        if (fault) return `object ${id}: ${fault}`;
      }
      return null;
    }
    case 'robot':
    case 'edge':
    case 'arrow': {
      if (by.objects.length === 0) return by.kind === 'edge' || by.kind === 'arrow' ? null : 'names no object';
      const unseen = by.objects.find((id) => nameGate(view, id, q.profile, true) !== null);
      return unseen === undefined ? null : `object ${unseen} not seen: ${nameGate(view, unseen, q.profile, true)}`;
    }
    case 'camera':
      return /camera/.test(text) ? null : "the camera's pose is not in the text";
    default:
      return `kind ${by.kind}`;
  }
}
