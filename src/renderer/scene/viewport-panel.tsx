import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import type { Viewport } from '../../render/viewport/viewport.js';
import { BORDERS } from './borders.js';
import { useCommands, type Command } from '../app/commands.js';
import { display, lookThrough } from './display.js';
import { drag, drop } from './edit-session.js';
import { freeSpaceMask } from './free-space.js';
import { meshes, session } from './scene-session.js';
import { shownState } from './shown-state.js';
import { useFields, useStore } from '../store.js';
import { StatusLine } from './status-line.js';
import { useViewport } from './use-viewport.js';
import { ViewportToolbar } from './viewport-toolbar.js';

/** The live picture of the open scene with its tools. */
export default function ViewportPanel() {
  const { frame, viewport, problem } = useViewport('Scene');
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!viewport) return;
    const show = () => viewport.update(shownState(), meshes);
    viewport.watcher = {
      hovered: (hovered) => display.set({ hovered }),
      selected: (selected) => session.set({ selected }),
      dragged: drag,
      dropped: drop,
      leftView: () => lookThrough(null),
      choseInset: () => lookThrough(display.get().inset),
      drew: (drawn) => display.set({ drawn }),
    };
    show();
    const stops = [session.subscribe(show), display.subscribe(show)];
    return () => {
      for (const stop of stops) stop();
      viewport.watcher = null;
    };
  }, [viewport]);

  useCommands(useMemo(() => viewCommands(viewport), [viewport]));

  useEffect(() => viewport?.update({ border: BORDERS[scheme] }, meshes), [viewport, scheme]);

  return (
    <div className="scene-viewport">
      <ViewportToolbar viewport={viewport} />
      <div className="scene-viewport-frame" ref={frame}>
        <ExplanationSteps />
        <FreeSpace viewport={viewport} />
        {!viewport && <p className="scene-viewport-wait">{problem ?? 'Preparing the viewport'}</p>}
      </div>
      <StatusLine />
    </div>
  );
}

/** Keeps the mask of free places current while it is shown; nothing is computed while things move. */
function FreeSpace({ viewport }: { readonly viewport: Viewport | null }) {
  const wanted = useStore(display, ({ overlays }) => overlays.has('freeSpace'));
  const k = useStore(display, ({ through, inset }) => through ?? inset);
  const { scene, views, poses } = useFields(session, 'scene', 'views', 'poses');
  useEffect(() => {
    display.set({ freeSpace: null });
    const view = k === null ? undefined : views[k];
    if (!viewport || !wanted || !scene || poses || !view || k === null) return;
    const later = setTimeout(() => {
      const truth = viewport.truthOf(k);
      if (truth) display.set({ freeSpace: freeSpaceMask(scene, view, k, truth) });
    });
    return () => clearTimeout(later);
  }, [viewport, wanted, k, scene, views, poses]);
  return null;
}

function viewCommands(viewport: Viewport | null): Command[] {
  return [
    {
      id: 'frame-object',
      title: 'Show the selected object',
      group: 'View',
      key: 'F',
      run: () => {
        lookThrough(null);
        viewport?.frame(session.get().selected);
      },
    },
    {
      id: 'frame-all',
      title: 'Show everything',
      group: 'View',
      key: 'Home',
      run: () => {
        lookThrough(null);
        viewport?.frame(null);
      },
    },
    {
      id: 'deselect',
      title: 'Select nothing',
      group: 'View',
      key: 'Escape',
      run: () => session.set({ selected: null }),
    },
  ];
}

/** The steps of a chain of thought in words; their numbers stand in the scene. */
function ExplanationSteps() {
  const steps = useStore(display, ({ explanation }) => explanation?.steps);
  if (!steps || steps.length === 0) return null;
  return (
    <ol className="scene-steps" aria-label="Steps">
      {steps.map(({ text }, k) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={k}>{text}</li>
      ))}
    </ol>
  );
}
