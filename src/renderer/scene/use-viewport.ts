import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Viewport } from '../../render/viewport/viewport.js';
import { theViewport } from './viewport-host.js';

/** A viewport in the page: where it goes, itself once it can draw, and why it cannot. */
export interface MountedViewport {
  /** Of the element that it fills. */
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly viewport: Viewport | null;
  readonly problem: string | null;
}

/**
 * Puts a viewport into the page while the calling part is shown.
 *
 * @param label its accessible name
 * @param open the same function at every call
 */
export function useViewport(label: string, open: () => Promise<Viewport> = theViewport): MountedViewport {
  const frame = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    open().then(
      (made) => gone || setViewport(made),
      (error: unknown) => gone || setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
    };
  }, [open]);
  useEffect(() => {
    const container = frame.current;
    if (!viewport || !container) return;
    const { element } = viewport;
    element.setAttribute('aria-label', label);
    element.setAttribute('role', 'application');
    container.append(element);
    return () => {
      viewport.watcher = null;
      element.remove();
    };
  }, [viewport, label]);
  return { frame, viewport, problem };
}
