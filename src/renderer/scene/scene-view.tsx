import { useComputedColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { BORDERS } from './borders.js';
import { display } from './display.js';
import { meshes, session } from './scene-session.js';
import { shownState } from './shown-state.js';
import { useViewport } from './use-viewport.js';

/** The open scene to look at and turn about, without tools. */
export function SceneView() {
  const { frame, viewport, problem } = useViewport('Scene');
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!viewport) return;
    const show = () =>
      viewport.update(
        {
          ...shownState(),
          overlays: new Set(),
          explanation: null,
          freeSpace: null,
          inset: null,
          editable: false,
          border: BORDERS[scheme],
        },
        meshes,
      );
    viewport.watcher = {
      hovered: () => {},
      selected: () => {},
      dragged: () => {},
      dropped: () => {},
      leftView: () => {},
      choseInset: () => {},
      drew: (drawn) => display.set({ drawn }),
    };
    show();
    const stop = session.subscribe(show);
    return () => {
      stop();
      viewport.watcher = null;
    };
  }, [viewport, scheme]);

  return (
    <div ref={frame} style={{ position: 'absolute', inset: 0 }}>
      {!viewport && <p className="home-question-why">{problem}</p>}
    </div>
  );
}
