import { Button, Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MOST_CHOSEN } from '../../contract/studio/datasets.js';
import { useStudio } from '../connection/studio-context.js';
import { GenerateFromRecipe } from '../jobs/generate-from-recipe.js';
import { numberWords } from '../jobs/job-words.js';

/** Images that were chosen: how many, and which. */
export interface Chosen {
  readonly count: number;
  names(): Promise<readonly string[]>;
}

interface Props {
  readonly dataset: string;
  readonly chosen: Chosen;
  /** Types of questions one has filtered by. */
  readonly types: readonly string[];
}

/** A recipe of scenes like the chosen ones, and a dataset of it. */
export function MoreLikeThese({ dataset, chosen, types }: Props) {
  const studio = useStudio();
  const queries = useQueryClient();
  const write = useMutation({
    mutationFn: async () => {
      const views = (await chosen.names()).slice(0, MOST_CHOSEN);
      return studio.datasets.moreLike({ dataset, views, types: [...types] });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recipes'] }),
  });
  return (
    <>
      <Button variant="default" size="compact-xs" loading={write.isPending} onClick={() => write.mutate()}>
        More like these…
      </Button>
      <Modal opened={write.data !== undefined} onClose={() => write.reset()} title="More like these">
        {write.data && (
          <>
            <Text size="sm" mb="sm">
              <code>{write.data.path}</code> has what is in these scenes more often
              {types.length > 0 ? `, and asks about ${types.join(', ').replaceAll('_', ' ')} alone` : ''}.
              {chosen.count > MOST_CHOSEN ? ` The first ${numberWords(MOST_CHOSEN)} images were looked at.` : ''}
            </Text>
            <GenerateFromRecipe recipe={write.data} />
          </>
        )}
      </Modal>
      {write.error && <span className="datasets-fault">{write.error.message}</span>}
    </>
  );
}
