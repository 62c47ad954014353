import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { useCommands } from '../app/commands.js';
import { goTo } from '../app/route.js';
import { VERDICT_COLOURS } from '../app/verdict-colours.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { stepsOf } from '../questions/evidence-words.js';
import { questions, selectQuestion } from '../questions/questions-store.js';
import { useSceneWorker } from '../scene-worker/ask-open-scene.js';
import { SceneView } from '../scene/scene-view.js';
import { session, stage } from '../scene/scene-session.js';
import { useFields } from '../store.js';
import { bestQuestion } from './best-question.js';
import { useSlowOrbit } from './slow-orbit.js';

/** A scene, settled before one's eyes, and one thing that can be asked of it, with the number that decides. */
export function HomeScene() {
  const studio = useStudio();
  const opened = useOpened();
  useSceneWorker();
  useSlowOrbit();
  const recipes = useQuery({ queryKey: ['recipes', opened], queryFn: () => studio.recipes.list() });
  const path = recipes.data?.find(({ id }) => id === 'tabletop')?.path;
  const recipe = useQuery({
    queryKey: ['recipe', path],
    queryFn: () => studio.recipes.read({ path: path ?? '' }),
    enabled: path !== undefined && session.get().phase === 'none',
  });
  useEffect(() => {
    if (recipe.data && session.get().phase === 'none') void stage(studio, recipe.data, session.get().seed, 0);
  }, [studio, recipe.data]);
  const { phase, problem, scene } = useFields(session, 'phase', 'problem', 'scene');
  const { rows, phase: asking } = useFields(questions, 'rows', 'phase');
  const best = useMemo(() => bestQuestion(rows), [rows]);
  const another = useCallback(() => {
    const { recipe: own, seed, index } = session.get();
    if (own) void stage(studio, own, seed, index + 1);
  }, [studio]);
  useCommands(
    useMemo(
      () => [{ id: 'home-another-scene', title: 'Another scene', group: 'Scene', key: 'R', run: another }],
      [another],
    ),
  );
  const why = () => {
    if (best) selectQuestion(best.key);
    goTo('scene');
  };
  const record = best?.record ?? null;
  return (
    <>
      <div className="home-scene">
        <VisuallyHidden component="h1">Vantage</VisuallyHidden>
        <SceneView />
      </div>
      <div className="home-question">
        <div style={{ flex: 1 }} aria-live="polite">
          {record ? (
            <>
              <p className="home-question-text">
                {record.text}{' '}
                <Text span fw={700} style={{ borderBottom: `3px solid ${VERDICT_COLOURS[record.evidence.verdict]}` }}>
                  {record.answerText}
                </Text>
              </p>
              <p className="home-question-why">{stepsOf(record, scene)[0]}</p>
            </>
          ) : (
            <p className="home-question-why">
              {problem ??
                recipe.error?.message ??
                (phase !== 'settled'
                  ? 'A scene is arranged and comes to rest.'
                  : asking === 'ready'
                    ? 'Nothing can be asked of this scene. Another one can.'
                    : 'Looking at the scene and asking about it.')}
            </p>
          )}
        </div>
        <Button variant="default" onClick={why}>
          {record ? 'Why?' : 'Open the scene'}
        </Button>
        <Button variant="default" onClick={another} aria-keyshortcuts="R">
          Another scene
        </Button>
      </div>
    </>
  );
}
