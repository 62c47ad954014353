import type { Judgement, Measured } from './verdict.js';
import { refute } from './fits-refute.js';
import {
  findWitness,
  footprintBlocks,
  slabBlocks,
  type FitsWitness,
  type FoundWitness,
  type SearchProgress,
} from './fits-search.js';
import { fitsSetting, type BesideSetting, type FitsQuestion } from './fits-setting.js';
import { sectorSight, visibleEdge } from './patch-sector.js';
import { planeSight } from './patch-visibility.js';
import { atLeast, share as sampledShare } from './tolerance.js';

// Would A fit beside B (SPEC §6)?

export interface FitsJudgement extends Judgement {
  /** Poses of the deciding pass. */
  readonly tried: number;
  readonly witness: FitsWitness | null;
  /** Ids, ascending; F only. */
  readonly blockers: readonly number[];
  /** Poses by the first reason that rejects them; F only, they sum to `tried`. */
  readonly rejected: Readonly<Record<string, number>>;
}

/** Part of the sector, or of a top, that must be visible for F. */
export const MIN_VISIBLE = 0.7;

/**
 * fits(A, B, frame, direction) of SPEC §6.
 *
 * T has a witness, found on the lattice and confirmed exactly. F is proved with slack: everything is forgiven that a
 * lattice with other positions or yaws, or other ways to shrink thin parts, could forgive. What neither shows is A.
 */
export function evaluateFits(question: FitsQuestion): FitsJudgement {
  const setting = fitsSetting(question);
  if ('reason' in setting) return ambiguous(setting.reason, 0);
  const progress: SearchProgress = { tried: 0, hidden: false, looks: 0, trials: 0 };
  const found = findWitness(setting, footprintBlocks, progress);
  if (found !== null) return judgeFound(found, progress);

  const sector = seenSector(setting);
  const refuted = sector.isSeen ? refute(setting) : null;
  if (refuted !== null && refuted.blockers.length > 0) {
    return { verdict: 'F', measured: sector.measured, witness: null, ...refuted };
  }

  const underOverhang = refuted === null ? findWitness(setting, slabBlocks, progress) : null;
  if (underOverhang !== null) return judgeFound(underOverhang, progress);
  return ambiguous(whyOpen(progress), progress.tried);
}

export const judgeFound = (
  { witness, measured }: FoundWitness,
  { tried }: Pick<SearchProgress, 'tried'>,
): FitsJudgement => ({
  verdict: 'T',
  measured,
  tried,
  witness,
  blockers: [],
  rejected: {},
});

export const ambiguous = (reason: string, tried: number): FitsJudgement => ({
  verdict: 'A',
  measured: {},
  reason,
  tried,
  witness: null,
  blockers: [],
  rejected: {},
});

/** Why a search that found nothing proves nothing. */
export const whyOpen = ({ hidden }: Pick<SearchProgress, 'hidden'>): string =>
  hidden ? 'where it would fit is not visible enough' : 'it is too tight to call';

/** Whether enough of the sector is visible for F; cheap beside the refutation itself. */
function seenSector(setting: BesideSetting): { readonly isSeen: boolean; readonly measured: Measured } {
  const { view, constants, moving, patch, sight } = setting;
  const { sector } = setting.beside;
  const reach = constants.fitReach + moving.object.diagonal;
  const { share, samples, isSeen } = sectorSight(patch, sector, reach, constants.voxel, sight);
  if (samples > 0) return { isSeen, measured: { sectorVisible: share, sectorSamples: samples } };
  const edge = visibleEdge(patch, sector, sight, planeSight(view, patch));
  return {
    isSeen: atLeast(edge, MIN_VISIBLE, sampledShare) === 'T',
    measured: { sectorVisible: edge, sectorSamples: 0 },
  };
}
