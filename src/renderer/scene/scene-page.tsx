import 'dockview-react/dist/styles/dockview.css';
import './scene.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  DockviewDefaultTab,
  DockviewReact,
  themeDark,
  themeLight,
  type DockviewApi,
  type DockviewReadyEvent,
  type IDockviewPanelHeaderProps,
} from 'dockview-react';
import { useEffect, useState } from 'react';
import type { StudioClient } from '../../contract/studio/contract.js';
import { useRoute } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import QuestionsPanel from '../questions/questions-panel.js';
import OutlinePanel from './outline-panel.js';
import { openScene, session, stage } from './scene-session.js';
import ViewportPanel from './viewport-panel.js';

const PANELS = { outline: OutlinePanel, viewport: ViewportPanel, questions: QuestionsPanel };
const LAYOUT_KEY = 'vantage.scene-layout.2';
const FIRST_RECIPE = 'tabletop';

/** Scene and questions on one screen: why an answer is what it is needs both. */
export default function ScenePage() {
  const studio = useStudio();
  const scheme = useComputedColorScheme('light');
  const { dataset, scene, recipe: recipePath, rollouts, run, episode, look } = useRoute().parameters;
  const [problem, setProblem] = useState<string | null>(null);
  // The address says what to open; without, what is open stays, and the first time it is a table.
  useEffect(() => {
    setProblem(null);
    if (scene !== undefined) {
      const open = () =>
        dataset === undefined ? studio.scenes.openFile({ path: scene }) : studio.scenes.open({ dataset, scene });
      void openScene(studio, dataset === undefined ? scene : `${dataset}, scene ${scene}`, open);
      return;
    }
    if (rollouts !== undefined && run !== undefined) {
      const place = { dir: rollouts, run, episode: Number(episode), look: Number(look) };
      const source = `episode ${episode} of ${run}`;
      void openScene(studio, source, () => studio.rollouts.openScene(place));
      return;
    }
    if (recipePath === undefined && session.get().phase !== 'none') return;
    const read = async () => studio.recipes.read({ path: recipePath ?? (await firstRecipe(studio)) });
    read().then(
      (recipe) => void stage(studio, recipe, session.get().seed, 0),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, [studio, dataset, scene, recipePath, rollouts, run, episode, look]);
  return (
    <div className="scene-page">
      <h1 className="scene-title">Scene</h1>
      {problem !== null && (
        <p className="scene-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="scene-dock">
        <DockviewReact
          theme={scheme === 'dark' ? themeDark : themeLight}
          components={PANELS}
          defaultTabComponent={Tab}
          onReady={arrangePanels}
          disableFloatingGroups
        />
      </div>
    </div>
  );
}

/** The path of a recipe to begin with: those of the program are there wherever it was started. */
async function firstRecipe(studio: StudioClient): Promise<string> {
  const recipes = await studio.recipes.list();
  const found = recipes.find(({ id }) => id === FIRST_RECIPE) ?? recipes[0];
  if (!found) throw new Error('There is no recipe: put one into “scenes” of the working folder.');
  return found.path;
}

/** Panels are moved and resized, not closed: there is no other way to them. */
const Tab = (props: IDockviewPanelHeaderProps) => <DockviewDefaultTab {...props} hideClose />;

/** As it was left; the usual three columns the first time, and where what was left cannot be read. */
function arrangePanels({ api }: DockviewReadyEvent): void {
  const kept = localStorage.getItem(LAYOUT_KEY);
  if (kept === null || !restore(api, kept)) {
    api.addPanel({ id: 'viewport', component: 'viewport', title: 'Viewport' });
    api.addPanel({
      id: 'outline',
      component: 'outline',
      title: 'Outline',
      position: { referencePanel: 'viewport', direction: 'left' },
      initialWidth: 252,
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
