import type { Direction, FrameRef } from '../relations/frames.js';
import type { QuestionKind, QuestionRecord } from './question-record.js';

/** One operation of a program: a predicate or quantity of SPEC on objects, or and, or, not on earlier steps. */
export interface ProgramStep {
  readonly op: string;
  /** Object ids in SPEC's order; of and, or, not: indices of earlier steps. */
  readonly args: readonly number[];
  readonly frame: FrameRef | null;
}

/**
 * A question as a program: what is asked of which objects, in which frame. One shape of plain data for all types, so
 * that whatever handles questions needs to know none of them.
 */
export interface QuestionSpec {
  readonly kind: QuestionKind;
  /** Predicate or quantity of SPEC: "left", "between", "dist_closest". */
  readonly type: string;
  /** Tells apart what one type asks in several ways ("points", "any"); empty where there is one. */
  readonly form: string;
  readonly frame: FrameRef | null;
  /** For context and fits. */
  readonly direction: Direction | null;
  readonly objects: QuestionRecord['objects'];
  /** What the predicate needs beyond its objects: width (passes), noun (counts). As records carry it. */
  readonly params: QuestionRecord['evidence']['params'];
  /** Of compound and nested questions. */
  readonly program: readonly ProgramStep[];
  /** Views a question of several views is asked of, in order; empty for the questions of one view. */
  readonly views: readonly string[];
}

/** A spec with what is given; the rest empty. */
export function questionSpec(given: Pick<QuestionSpec, 'kind' | 'type'> & Partial<QuestionSpec>): QuestionSpec {
  return { form: '', frame: null, direction: null, objects: {}, params: {}, program: [], views: [], ...given };
}

/** Names a question within its view or views, whatever its wording. */
export function specKey(spec: QuestionSpec): string {
  const { subject, reference, second, members } = spec.objects;
  const parts = [
    spec.kind,
    spec.type,
    spec.form,
    spec.direction ?? '',
    frameKey(spec.frame),
    subject ?? '',
    reference ?? '',
    second ?? '',
    (members ?? []).join(' '),
    Object.entries(spec.params)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(' '),
    spec.program.map(({ op, args, frame }) => `${op} ${args.join(' ')} ${frameKey(frame)}`).join(','),
    spec.views.join(' '),
  ];
  return parts.join('|');
}

const frameKey = (frame: FrameRef | null): string =>
  frame === null ? 'any' : frame.kind === 'object' ? `object ${frame.object}` : frame.kind;

/** Whether an operation joins earlier steps: its args are their indices. */
export const isConnective = (op: string): boolean => op === 'and' || op === 'or' || op === 'not';

/** The objects a spec names one by one, in SPEC's order of arguments. */
export function namedObjects({ subject, reference, second }: QuestionSpec['objects']): number[] {
  return [subject, reference, second].filter((id): id is number => id !== undefined);
}

/** The spec of a record whose type keeps to the common fields. */
export function specFromRecord(record: QuestionRecord, form = ''): QuestionSpec {
  return {
    kind: record.kind,
    type: record.type,
    form,
    frame: record.frame && (record.frame.kind === 'ego' ? { kind: 'ego' } : record.frame),
    direction: record.direction,
    objects: record.objects,
    params: {},
    program: [],
    views: record.views.length > 1 ? record.views : [],
  };
}

/** Every object a spec needs, wherever it stands in it. */
export function objectsNeeded({ objects, frame, program }: QuestionSpec): number[] {
  const frames = [frame, ...program.map((step) => step.frame)];
  return [
    ...namedObjects(objects),
    ...(objects.members ?? []),
    ...frames.flatMap((ref) => (ref?.kind === 'object' ? [ref.object] : [])),
    ...program.flatMap(({ op, args }) => (CONNECTIVES.has(op) ? [] : args)),
  ];
}

const CONNECTIVES: ReadonlySet<string> = new Set(['and', 'or', 'not']);
