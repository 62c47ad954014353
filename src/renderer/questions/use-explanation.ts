import { useEffect } from 'react';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import type { SurfaceImage } from '../../render/viewport/overlays/explanation.js';
import { display, lookThrough, showExplanation } from '../scene/display.js';
import { meshes, sceneNow, session } from '../scene/scene-session.js';
import { frames } from '../scene-worker/frames.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { useStore } from '../store.js';
import { explain } from './explain.js';

/** Has the viewport show why a question has its answer while the calling part is shown. @param map lies on the surface */
export function useExplanation(row: QuestionRow | null, map: SurfaceImage | null): void {
  const scene = useStore(session, (state) => state.scene);
  const poses = useStore(session, (state) => state.poses);
  const views = useStore(frames, (state) => state.views);
  useEffect(() => {
    const record = row?.record ?? null;
    if (!row || !scene) return showExplanation(null);
    const now = sceneNow(session.get()) ?? scene;
    showExplanation({
      ...(record
        ? explain({ record, scene: now, views: views.map((view) => view.record), meshes })
        : namedIn(row, now)),
      surfaceImage: map,
    });
  }, [row, scene, poses, views, map]);
  useEffect(() => () => showExplanation(null), []);
  const view = row?.view ?? null;
  // Who looks through a camera looks through the question's own.
  useEffect(() => {
    const at = frames.get().views.findIndex(({ record }) => record.id === view);
    if (at >= 0 && display.get().through !== null && display.get().through !== at) lookThrough(at);
    else if (at >= 0) display.set({ inset: at });
  }, [view]);
}

/** Of a refused question: what it is about. */
function namedIn({ spec }: QuestionRow, scene: SettledScene) {
  const { subject, reference, second } = spec.objects;
  const there = (id: number | undefined): id is number => scene.objects.some((object) => object.id === id);
  return {
    outlines: [
      ...(there(subject) ? [{ id: subject, tone: 'subject' as const }] : []),
      ...[reference, second].filter(there).map((id) => ({ id, tone: 'reference' as const })),
    ],
  };
}
