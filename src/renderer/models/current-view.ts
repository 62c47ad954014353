import { useMemo } from 'react';
import { questions } from '../questions/questions-store.js';
import { frames } from '../scene-worker/frames.js';
import { display } from '../scene/display.js';
import { useStore } from '../store.js';
import { askedView, type AskedView } from './asked-view.js';

/**
 * What the Models page asks about: the view of the chosen question, else the one that is looked at on the Scene page.
 * Null while no scene was drawn.
 */
export function useCurrentView(): AskedView | null {
  const views = useStore(frames, (state) => state.views);
  const through = useStore(display, (state) => state.through ?? state.inset ?? 0);
  const record = useStore(questions, ({ rows, selected }) => rows.find(({ key }) => key === selected)?.record ?? null);
  return useMemo(() => {
    const question = record?.evidence.verdict === 'A' ? null : record;
    const shown = views.find(({ record: { id } }) => id === question?.views.at(-1)) ?? views[through] ?? views[0];
    return shown ? askedView(shown.record.id, shown.frame, question) : null;
  }, [views, through, record]);
}
