import { useEffect } from 'react';
import { display } from '../scene/display.js';
import { session } from '../scene/scene-session.js';
import { theViewport } from '../scene/viewport-host.js';

/** Radians a second. */
const PACE = 0.06;
/** Only where a picture takes less than this: a slow machine has better to do. Milliseconds. */
const CHEAP = 12;

/** Turns the free camera slowly about the scene while nobody else does. Not for those who asked for less motion. */
export function useSlowOrbit(): void {
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let next = 0;
    let last = 0;
    let gone = false;
    void theViewport().then(
      (viewport) => {
        const turn = (clock: number) => {
          if (gone) return;
          const passed = Math.min(0.1, (clock - last) / 1000);
          last = clock;
          const { drawn, through } = display.get();
          const calm = session.get().phase === 'settled' && through === null && !viewport.element.matches(':hover');
          if (calm && drawn && drawn.cost < CHEAP)
            viewport.setCamera({ ...viewport.camera, yaw: viewport.camera.yaw + PACE * passed });
          next = requestAnimationFrame(turn);
        };
        next = requestAnimationFrame(turn);
      },
      () => {},
    );
    return () => {
      gone = true;
      cancelAnimationFrame(next);
    };
  }, []);
}
