import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Viewport } from '../../render/viewport/viewport.js';
import { BORDERS } from './borders.js';
import { display, lookThrough } from './display.js';
import { meshes, session } from './scene-session.js';
import { StatusLine } from './status-line.js';
import { theViewport } from './viewport-host.js';
import { ViewportToolbar } from './viewport-toolbar.js';

/** The live picture of the open scene with its tools. */
export default function ViewportPanel() {
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
    const show = () => viewport.update(shownState(), meshes);
    viewport.watcher = {
      hovered: (hovered) => display.set({ hovered }),
      selected: (selected) => session.set({ selected }),
      dragged: () => {},
      dropped: () => {},
      leftView: () => lookThrough(null),
      choseInset: () => lookThrough(display.get().inset),
      drew: (cost, ratio, still) => display.set({ drawn: { cost, ratio, still } }),
    };
    show();
    const stops = [session.subscribe(show), display.subscribe(show)];
    return () => {
      for (const stop of stops) stop();
      viewport.watcher = null;
      element.remove();
    };
  }, [viewport]);

  useEffect(() => viewport?.update({ border: BORDERS[scheme] }, meshes), [viewport, scheme]);

  return (
    <div className="scene-viewport">
      <ViewportToolbar viewport={viewport} />
      <div className="scene-viewport-frame" ref={frame}>
        {!viewport && <p className="scene-viewport-wait">{problem ?? 'Preparing the viewport'}</p>}
      </div>
      <StatusLine />
    </div>
  );
}

export function shownState() {
  const { spec, scene, views, poses, selected, phase } = session.get();
  const { through, inset, overlays, explanation } = display.get();
  const shown = scene ?? (spec && shownWhileFalling(spec));
  return {
    scene: shown,
    poses,
    views,
    through: through !== null && through < views.length ? through : null,
    inset: inset !== null && inset < views.length ? inset : null,
    overlays,
    explanation,
    selected,
    editable: phase === 'settled',
  };
}

let falling: { readonly spec: object; readonly shown: NonNullable<ReturnType<typeof fallingOf>> } | null = null;

type Spec = NonNullable<ReturnType<typeof session.get>['spec']>;

const fallingOf = (spec: Spec) => ({ ...spec, contacts: [] });

/** The same object for the same spec, so that the viewport builds it once. */
function shownWhileFalling(spec: Spec) {
  if (falling?.spec !== spec) falling = { spec, shown: fallingOf(spec) };
  return falling.shown;
}
