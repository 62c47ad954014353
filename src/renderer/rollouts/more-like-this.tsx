import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MoreFiles } from '../../contract/studio/rollouts.js';
import { useStudio } from '../connection/studio-context.js';
import { GenerateFromRecipe } from '../jobs/generate-from-recipe.js';
import type { EpisodePlace } from './rollouts-store.js';

const SCENES = 500;

/** Turns an episode into a recipe and a suite, and the recipe into a dataset. */
export function MoreLikeThis({ place }: { readonly place: EpisodePlace }) {
  const studio = useStudio();
  const queries = useQueryClient();
  const write = useMutation({
    mutationFn: () => studio.rollouts.more(place),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['recipes'] });
      void queries.invalidateQueries({ queryKey: ['rollouts', 'suites'] });
    },
  });
  return (
    <section aria-label="More like this">
      {write.data ? (
        <Written files={write.data} />
      ) : (
        <Button variant="default" fullWidth loading={write.isPending} onClick={() => write.mutate()}>
          Make {SCENES} like this
        </Button>
      )}
      {write.error && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {write.error.message}
        </Text>
      )}
    </section>
  );
}

function Written({ files: { recipe, suite } }: { readonly files: MoreFiles }) {
  return (
    <div className="rollouts-more">
      <Text size="sm">
        <code>{recipe.path}</code> arranges more scenes like it and asks what trains for it; <code>{suite.path}</code>{' '}
        tests it again: choose it under New run.
      </Text>
      <GenerateFromRecipe recipe={recipe} />
    </div>
  );
}
