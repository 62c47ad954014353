import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStudio } from '../connection/studio-context.js';
import { useStore } from '../store.js';
import { session, stage } from './scene-session.js';

export default function ScenePage() {
  const studio = useStudio();
  const { phase, scene, problem, seed } = useStore(session, (state) => state);
  const recipe = useQuery({
    queryKey: ['recipe'],
    queryFn: () => studio.recipes.read({ path: 'scenes/tabletop.json' }),
  });
  useEffect(() => {
    if (recipe.data && session.get().phase === 'none') void stage(studio, recipe.data, session.get().seed, 0);
  }, [studio, recipe.data]);
  return (
    <>
      <h1>Scene</h1>
      <p>
        Seed {seed}: {phase} {problem} {recipe.error?.message}
      </p>
      <ul>
        {scene?.objects
          .filter((object) => !object.structure)
          .map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
      </ul>
    </>
  );
}
