import { withMinus } from '../../core/minus-sign.js';
import { useFields, useStore } from '../store.js';
import { display } from './display.js';
import { session } from './scene-session.js';

const PHASES = {
  none: 'No scene is open',
  arranging: 'Arranging',
  settling: 'Settling',
  settled: 'At rest',
  edited: 'Edited, not settled',
  rejected: 'Rejected',
} as const;

/** One line under the viewport: what the scene is, what a picture costs, and what is under the pointer. */
export function StatusLine() {
  const { phase, scene, spec } = useFields(session, 'phase', 'scene', 'spec');
  const drawn = useStore(display, (state) => state.drawn);
  const hovered = useStore(display, (state) => state.hovered);
  const objects = (scene ?? spec)?.objects ?? [];
  const things = objects.filter(({ structure }) => !structure).length;
  const under = hovered && objects.find(({ id }) => id === hovered.id);
  return (
    <div className="scene-status" role="status" aria-live="off">
      <span>{PHASES[phase]}</span>
      {things > 0 && <span>{things} objects</span>}
      {scene && phase === 'settled' && (
        <span title="How far anything moved in the last half second">drift {millimetres(scene.settle.drift)}</span>
      )}
      {drawn && (
        <span title={drawn.still ? 'The last picture, in full quality' : 'The last picture while moving'}>
          draw {Math.round(drawn.cost)} ms{drawn.ratio < 1 ? ` at ${Math.round(100 * drawn.ratio)} %` : ''},{' '}
          {drawn.triangles.toLocaleString('en')} triangles
        </span>
      )}
      <span className="scene-status-pixel">
        {hovered && under
          ? `${under.name} ${under.id} · (${hovered.point.map((x) => withMinus(x.toFixed(3))).join(', ')}) m · depth ${hovered.depth.toFixed(3)} m · pixel ${hovered.pixel.join(', ')}`
          : ''}
      </span>
    </div>
  );
}

const millimetres = (metres: number): string => `${(1000 * metres).toFixed(2)} mm`;
