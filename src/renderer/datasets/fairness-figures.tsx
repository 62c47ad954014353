import { Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BlindShare, Fairness, OpenDatasetFacts } from '../../contract/studio/datasets.js';
import type { JobSpec } from '../../contract/studio/jobs.js';
import { useStudio } from '../connection/studio-context.js';
import { numberWords } from '../jobs/job-words.js';
import { jobsStore } from '../jobs/jobs-store.js';
import { useStore } from '../store.js';

interface Props {
  readonly dataset: OpenDatasetFacts;
  readonly start: (spec: JobSpec) => void;
}

/** What words alone give away of the first set, and what is in both splits: measured, or a way to measure it. */
export function FairnessFigures({ dataset, start }: Props) {
  const studio = useStudio();
  const sets = Object.keys(dataset.sets);
  const set = sets.includes('main') ? 'main' : sets[0];
  const measured = useStore(
    jobsStore,
    ({ queue }) =>
      queue?.jobs.filter(
        ({ spec, status }) => spec.kind === 'balance' && spec.dir === dataset.path && status === 'done',
      ).length ?? 0,
  );
  const { data } = useQuery({
    queryKey: ['fairness', dataset.id, set, measured],
    queryFn: () => studio.datasets.fairness({ dataset: dataset.id, set }),
    enabled: set !== undefined,
    staleTime: 0,
  });
  if (set === undefined || data === undefined) return null;
  const measure = () => start({ kind: 'balance', dir: dataset.path, set });
  if (data === null || !data.current)
    return (
      <UnstyledButton className="datasets-link" onClick={measure}>
        {data === null ? 'leakage and blind score: measure' : 'leakage and blind score are of before: measure again'}
      </UnstyledButton>
    );
  return (
    <Popover width={420} position="top-start" shadow="md">
      <Popover.Target>
        <UnstyledButton className="datasets-link" data-off={data.problems.length > 0 || undefined}>
          {words(data)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="datasets-quiet">
          Leakage counts shapes, wordings, combinations and scenes that are in both splits. Blind is what a classifier
          gets right from the words alone, over five folds by scene{set === 'main' ? '' : `, of the set ${set}`}.
        </p>
        <ul className="datasets-problems">
          {data.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
        {data.problems.length === 0 && <p className="datasets-quiet">Every rule of the specification is kept.</p>}
        <p className="datasets-quiet">
          In pictures: balance/{set}.html in the dataset&rsquo;s folder.{' '}
          <UnstyledButton className="datasets-link" onClick={measure}>
            Measure again
          </UnstyledButton>
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}

function words({ leaks, yesNo, choice, problems }: Fairness): string {
  return [
    `leakage ${numberWords(leaks)}`,
    ...(yesNo ? [`blind ${blindWords(yesNo)}`] : []),
    ...(choice ? [`choices ${blindWords(choice)}`] : []),
    ...(problems.length > 0 ? [`${numberWords(problems.length)} rules broken`] : []),
  ].join(' · ');
}

/** "51.8 % (chance 50)" */
const blindWords = ({ accuracy, chance }: BlindShare): string =>
  `${(100 * accuracy).toFixed(1)} % (chance ${(100 * chance).toFixed(0)})`;
