import type { Profile } from '../scene/settled-scene.js';

/** SPEC version every question record carries. */
export const SPEC_VERSION = '0.3';

/** SPEC §10, lengths in metres, angles in degrees. */
export interface Constants {
  readonly minMargin: number;
  /** At 640×480; scale by image area. */
  readonly minPixels: number;
  readonly maxDistance: number;
  readonly clearRadius: number;
  readonly clearHeight: number;
  readonly minReach: number;
  readonly maxReach: number;
  readonly minFreeArea: number;
  readonly clearanceYes: number;
  readonly clearanceNo: number;
  readonly gridStep: number;
  readonly yawStepDeg: number;
  readonly fitReach: number;
  readonly near: number;
  readonly far: number;
  readonly betweenDistance: number;
  readonly compareDifference: number;
  /** §4 grids: inside, under. */
  readonly voxel: number;
}

export const CONSTANTS: Readonly<Record<Profile, Constants>> = {
  tabletop: {
    minMargin: 0.02,
    minPixels: 150,
    maxDistance: 2.5,
    clearRadius: 0.02,
    clearHeight: 0.1,
    minReach: 0.1,
    maxReach: 0.5,
    minFreeArea: 0.0009,
    clearanceYes: 0.01,
    clearanceNo: 0.005,
    gridStep: 0.01,
    yawStepDeg: 15,
    fitReach: 0.3,
    near: 0.15,
    far: 0.4,
    betweenDistance: 1.2,
    compareDifference: 0.01,
    voxel: 0.005,
  },
  room: {
    minMargin: 0.08,
    minPixels: 200,
    maxDistance: 8,
    clearRadius: 0.12,
    clearHeight: 0.5,
    minReach: 0.4,
    maxReach: 1.2,
    minFreeArea: 0.02,
    clearanceYes: 0.05,
    clearanceNo: 0.03,
    gridStep: 0.04,
    yawStepDeg: 15,
    fitReach: 0.8,
    near: 0.6,
    far: 1.5,
    betweenDistance: 4,
    compareDifference: 0.05,
    voxel: 0.02,
  },
};

/**
 * The constants with wider or narrower margins: m_abs and c_cmp times `scale`, near and far that much further apart.
 * What is clear, and how well things must be seen, stays.
 */
export function scaledConstants(profile: Profile, scale: number): Constants {
  const constants = CONSTANTS[profile];
  if (scale === 1) return constants;
  return {
    ...constants,
    minMargin: constants.minMargin * scale,
    compareDifference: constants.compareDifference * scale,
    near: constants.near / scale,
    far: constants.far * scale,
  };
}
