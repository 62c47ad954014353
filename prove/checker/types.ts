import type { Pose, Quat, Vec3 } from './vec.ts';

// The records as RECORDS (format 1) describes them; what is checked is assumed only so far as it has been checked.

export interface Obb {
  readonly center: Vec3;
  readonly halfExtents: Vec3;
  readonly orientation: Quat;
}

export interface ObjectRecord {
  readonly id: number;
  readonly category: string;
  readonly asset: string;
  readonly name: string;
  readonly attributes: { readonly colour: string; readonly material: string };
  readonly mesh: string;
  readonly scale: number;
  readonly worldFromObject: Pose;
  readonly obb: Obb;
  readonly mass: number;
  readonly massCenter: Vec3;
  readonly solid: boolean;
  readonly fixed: boolean;
  readonly structure: boolean;
  readonly parts: readonly { readonly vertices: readonly Vec3[] }[];
  readonly up: Vec3;
  readonly front: Vec3 | null;
  readonly symmetry: 1 | 2 | 4 | 'infinite';
  readonly leftRight: 'intrinsic' | 'facing' | 'unsettled';
  readonly colourLab: Vec3;
  readonly colourConfidence: number;
  readonly held: boolean;
  readonly friction: number;
  readonly cavity: string | null;
  readonly opening: Vec3 | null;
  readonly parent: number | null;
}

export interface SurfaceRecord {
  readonly id: number;
  readonly owner: number;
  readonly normal: Vec3;
  readonly outline: readonly Vec3[];
  readonly holes: readonly (readonly Vec3[])[];
}

export interface ContactRecord {
  readonly a: number;
  readonly b: number;
  readonly point: Vec3;
  readonly normal: Vec3;
  readonly share: number;
}

export interface SceneRecord {
  readonly schema: string;
  readonly id: string;
  readonly recipe: string;
  readonly seed: number;
  readonly profile: 'tabletop' | 'room';
  readonly split?: string;
  readonly anchor: {
    readonly origin: Vec3;
    readonly heading: Vec3;
    readonly text: string;
    readonly by: { readonly kind: string; readonly objects: readonly number[] };
  };
  readonly counterfactualOf: string | null;
  readonly objects: readonly ObjectRecord[];
  readonly surfaces: readonly SurfaceRecord[];
  readonly contacts: readonly ContactRecord[];
  readonly settle: { readonly steps: number; readonly drift: number; readonly penetration: number };
}

export interface Intrinsics {
  readonly width: number;
  readonly height: number;
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
}

export type Box = readonly [number, number, number, number];

export interface ViewRecord {
  readonly schema: string;
  readonly id: string;
  readonly scene: string;
  readonly intrinsics: Intrinsics;
  readonly cameraFromWorld: Pose;
  readonly depthUnit: number;
  readonly objects: readonly {
    readonly id: number;
    readonly visiblePixels: number;
    readonly amodalPixels: number;
    readonly visibleFraction: number;
    readonly truncation: number;
    readonly box: Box | null;
    readonly amodalBox: Box | null;
    readonly centroid: readonly [number, number] | null;
    readonly obbInCamera: Obb;
  }[];
}

export interface Frame {
  readonly kind: string;
  readonly object?: number;
  readonly view?: string;
}

export interface RleRecord {
  readonly size: readonly [number, number];
  readonly counts: string | readonly number[];
}

export interface Answer {
  readonly kind: string;
  readonly value?: unknown;
  readonly unit?: string;
  readonly definition?: string;
  readonly options?: readonly {
    readonly text: string;
    readonly object?: number;
    readonly objects?: readonly number[];
    readonly direction?: string;
  }[];
  readonly correct?: number;
  readonly pixels?: readonly (readonly [number, number])[];
  readonly normalised?: readonly (readonly [number, number])[];
  readonly world?: readonly Vec3[];
  readonly mask?: RleRecord;
  readonly rings?: readonly (readonly (readonly [number, number])[])[];
  readonly box?: Box;
  readonly amodal?: boolean | Box;
  readonly center?: Vec3;
  readonly halfExtents?: Vec3;
  readonly orientation?: Quat;
  readonly frame?: string;
  readonly reason?: string;
}

export interface StepRecord {
  readonly op: string;
  readonly args: readonly number[];
  readonly frame: Frame | null;
  readonly value: unknown;
  readonly verdict: string;
}

export interface QuestionRecord {
  readonly schema: string;
  readonly id: string;
  readonly scene: string;
  readonly views: readonly string[];
  readonly split: string;
  readonly kind: string;
  readonly type: string;
  readonly frame: Frame | null;
  readonly template: string;
  readonly text: string;
  readonly direction: string | null;
  /** Id → phrase; beside `objects` or within it: RECORDS can be read either way. */
  readonly phrases?: Readonly<Record<string, string>>;
  readonly objects: {
    readonly subject?: number;
    readonly reference?: number;
    readonly second?: number;
    readonly members?: readonly number[];
    readonly phrases?: Readonly<Record<string, string>>;
  };
  readonly answer: Answer;
  readonly answerText: string;
  readonly style?: string;
  readonly instruction?: string;
  readonly evidence: {
    readonly verdict: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly measured: Readonly<Record<string, unknown>>;
    readonly gates?: unknown;
    readonly witness?: { readonly worldFromObject: Pose; readonly surface: number } | null;
    readonly blockers?: readonly number[];
    readonly rejected?: Readonly<Record<string, number>>;
    readonly steps?: readonly StepRecord[];
  };
  readonly profile: string;
  readonly egoVerdict: string | null;
  readonly spec: string;
}

export interface Lexicon {
  readonly version?: string | number;
  readonly nouns: Readonly<Record<string, readonly string[]>>;
  readonly hypernyms?: Readonly<Record<string, readonly string[]>>;
  readonly colours?: Readonly<Record<string, Vec3>>;
  readonly materials?: unknown;
}

export interface DatasetRecord {
  readonly schema: string;
  readonly name: string;
  readonly spec: string;
  readonly lexicon: Lexicon;
  readonly assets: readonly { readonly mesh: string; readonly asset: string }[];
  readonly shards: readonly {
    readonly id: string;
    readonly file: string;
    readonly scenes: number;
    readonly views: number;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  readonly questions: Readonly<
    Record<string, { readonly count: number; readonly files: Readonly<Record<string, string>> }>
  >;
}
