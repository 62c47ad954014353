// SPEC §10.

export interface Constants {
  readonly mAbs: number;
  /** At 640×480; scales with the image's area. */
  readonly nMin: number;
  readonly dMax: number;
  readonly rClr: number;
  readonly hClr: number;
  readonly rMin: number;
  readonly rMax: number;
  readonly aMin: number;
  readonly cYes: number;
  readonly cNo: number;
  readonly grid: number;
  readonly yawStepDeg: number;
  readonly rFit: number;
  readonly nNear: number;
  readonly nFar: number;
  readonly dBetween: number;
  readonly cCmp: number;
  /** Grid of `under`. */
  readonly underGrid: number;
  readonly robotHeight: number;
}

const tabletop: Constants = {
  mAbs: 0.02,
  nMin: 150,
  dMax: 2.5,
  rClr: 0.02,
  hClr: 0.1,
  rMin: 0.1,
  rMax: 0.5,
  aMin: 0.0009,
  cYes: 0.01,
  cNo: 0.005,
  grid: 0.01,
  yawStepDeg: 15,
  rFit: 0.3,
  nNear: 0.15,
  nFar: 0.4,
  dBetween: 1.2,
  cCmp: 0.01,
  underGrid: 0.005,
  robotHeight: 0.5,
};

const room: Constants = {
  mAbs: 0.08,
  nMin: 200,
  dMax: 8,
  rClr: 0.12,
  hClr: 0.5,
  rMin: 0.4,
  rMax: 1.2,
  aMin: 0.02,
  cYes: 0.05,
  cNo: 0.03,
  grid: 0.04,
  yawStepDeg: 15,
  rFit: 0.8,
  nNear: 0.6,
  nFar: 1.5,
  dBetween: 4,
  cCmp: 0.05,
  underGrid: 0.02,
  robotHeight: 1.2,
};

/** Margins of the question that is being looked at, times this: its params.marginScale. */
let marginScale = 1;

/** Looks at a question that was asked with other margins than SPEC's: m_abs and c_cmp times S, N_near / S, N_far × S. */
export function withMarginScale(scale: number, look: () => void): void {
  marginScale = scale;
  try {
    look();
  } finally {
    marginScale = 1;
  }
}

export function constants(profile: string): Constants {
  const own = profile === 'room' ? room : tabletop;
  if (marginScale === 1) return own;
  return {
    ...own,
    mAbs: own.mAbs * marginScale,
    cCmp: own.cCmp * marginScale,
    nNear: own.nNear / marginScale,
    nFar: own.nFar * marginScale,
  };
}

/** The least number of visible pixels at this image size. */
export const leastPixels = (profile: string, width: number, height: number): number =>
  (constants(profile).nMin * width * height) / (640 * 480);
