import 'dockview-react/dist/styles/dockview.css';
import './scene.css';
import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DockviewReact, themeDark, themeLight, type DockviewApi, type DockviewReadyEvent } from 'dockview-react';
import { useEffect } from 'react';
import { useRoute } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import QuestionsPanel from '../questions/questions-panel.js';
import OutlinePanel from './outline-panel.js';
import { openScene, session, stage } from './scene-session.js';
import ViewportPanel from './viewport-panel.js';

const PANELS = { outline: OutlinePanel, viewport: ViewportPanel, questions: QuestionsPanel };
const LAYOUT_KEY = 'vantage.scene-layout.1';
const FIRST_RECIPE = 'scenes/tabletop.json';

/** Scene and questions on one screen: why an answer is what it is needs both. */
export default function ScenePage() {
  const studio = useStudio();
  const scheme = useComputedColorScheme('light');
  const { dataset, scene } = useRoute().parameters;
  const recipe = useQuery({
    queryKey: ['recipe', FIRST_RECIPE],
    queryFn: () => studio.recipes.read({ path: FIRST_RECIPE }),
    enabled: session.get().phase === 'none' && dataset === undefined,
  });
  useEffect(() => {
    if (dataset !== undefined && scene !== undefined)
      void openScene(studio, `${dataset} ${scene}`, () => studio.scenes.open({ dataset, scene }));
  }, [studio, dataset, scene]);
  useEffect(() => {
    if (recipe.data && session.get().phase === 'none') void stage(studio, recipe.data, session.get().seed, 0);
  }, [studio, recipe.data]);
  return (
    <div className="scene-page">
      <h1 className="scene-title">Scene</h1>
      {recipe.error && <p className="scene-problem">{recipe.error.message}</p>}
      <DockviewReact
        className="scene-dock"
        theme={scheme === 'dark' ? themeDark : themeLight}
        components={PANELS}
        onReady={arrangePanels}
        disableFloatingGroups
      />
    </div>
  );
}

/** As it was left; the usual three columns the first time, and where what was left cannot be read. */
function arrangePanels({ api }: DockviewReadyEvent): void {
  const kept = localStorage.getItem(LAYOUT_KEY);
  if (kept === null || !restore(api, kept)) {
    api.addPanel({ id: 'viewport', component: 'viewport', title: 'Viewport', renderer: 'always' });
    api.addPanel({
      id: 'outline',
      component: 'outline',
      title: 'Outline',
      position: { referencePanel: 'viewport', direction: 'left' },
      initialWidth: 230,
    });
    api.addPanel({
      id: 'questions',
      component: 'questions',
      title: 'Questions',
      position: { referencePanel: 'viewport', direction: 'right' },
      initialWidth: 380,
    });
  }
  api.onDidLayoutChange(() => localStorage.setItem(LAYOUT_KEY, JSON.stringify(api.toJSON())));
}

function restore(api: DockviewApi, kept: string): boolean {
  try {
    api.fromJSON(JSON.parse(kept));
  } catch {
    // A layout of an older version: it is only furniture.
    api.clear();
    return false;
  }
  return api.getPanel('viewport') !== undefined;
}
