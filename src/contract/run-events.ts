// What long work tells whoever watches it: the command line, `--json`, a window. Plain data, one object per event.

/** Progress of one phase. `rejected` counts scenes given up, by reason. */
export type RunEvent =
  | {
      readonly type: 'phase';
      readonly phase: Phase;
      readonly total: number;
      readonly unit: string;
      readonly done?: number;
    }
  | {
      readonly type: 'progress';
      readonly phase: Phase;
      readonly done: number;
      readonly total: number;
      readonly note?: string;
    }
  | {
      readonly type: 'rejected';
      readonly scene: string;
      readonly seed: number;
      readonly reason: string;
      readonly detail: string;
    }
  | { readonly type: 'problem'; readonly where: string; readonly message: string }
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'done'; readonly summary: Readonly<Record<string, unknown>> };

export type Phase =
  | 'scenes'
  | 'questions'
  | 'index'
  | 'verify'
  | 'export'
  | 'report'
  | 'gallery'
  | 'import'
  | 'replies'
  | 'scores'
  | 'probe'
  | 'episodes';
