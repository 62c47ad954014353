import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Viewport } from '../../render/viewport/viewport.js';
import { BORDERS } from './borders.js';
import { display } from './display.js';
import { meshes, session } from './scene-session.js';
import { theViewport } from './viewport-host.js';
import { shownState } from './viewport-panel.js';

/** The open scene to look at and turn about, without tools. */
export function SceneView() {
  const frame = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    let gone = false;
    theViewport().then(
      (made) => gone || setViewport(made),
      (error: unknown) => gone || setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
    };
  }, []);

  useEffect(() => {
    const container = frame.current;
    if (!viewport || !container) return;
    const { element } = viewport;
    element.setAttribute('aria-label', 'Scene');
    element.setAttribute('role', 'application');
    container.append(element);
    const show = () =>
      viewport.update(
        {
          ...shownState(),
          overlays: new Set(),
          explanation: null,
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
      drew: (cost, ratio, still) => display.set({ drawn: { cost, ratio, still } }),
    };
    show();
    const stop = session.subscribe(show);
    return () => {
      stop();
      viewport.watcher = null;
      element.remove();
    };
  }, [viewport, scheme]);

  return (
    <div ref={frame} style={{ position: 'absolute', inset: 0 }}>
      {!viewport && <p className="home-question-why">{problem}</p>}
    </div>
  );
}
