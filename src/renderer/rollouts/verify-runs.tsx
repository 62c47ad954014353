import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';

/** Has every episode of the shown folder derived again, as a job. */
export function VerifyRuns({ dir }: { readonly dir: string }) {
  const studio = useStudio();
  const start = useMutation({
    mutationFn: () => studio.jobs.add({ spec: { kind: 'verify', dir } }),
    onSuccess: ({ id }) => goTo('jobs', { job: id }),
  });
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        aria-label="Verify these runs"
        title="Derives every episode again from its files: what was read, lifted, placed, measured and scored."
        onClick={() => start.mutate()}
      >
        Verify
      </Button>
      {start.error && (
        <Text size="xs" c="red" role="alert">
          {start.error.message}
        </Text>
      )}
    </>
  );
}
