import { display } from './display.js';
import { isEditable, session } from './scene-session.js';

/** What the viewport is to show of the open scene, as it is and as it is looked at. */
export function shownState() {
  const state = session.get();
  const { spec, scene, views, poses, selected } = state;
  const { through, inset, overlays, explanation, freeSpace, answering } = display.get();
  const shown = scene ?? (spec && shownWhileFalling(spec));
  return {
    scene: shown,
    poses,
    views,
    through: through !== null && through < views.length ? through : null,
    inset: inset !== null && inset < views.length ? inset : null,
    overlays,
    explanation,
    freeSpace,
    selected,
    editable: isEditable(state),
    answering,
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
