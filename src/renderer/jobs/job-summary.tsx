import type { JobSpec } from '../../contract/studio/jobs.js';
import { bytesWords, numberWords } from './job-words.js';

interface Props {
  readonly spec: JobSpec;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly problems: number;
}

/** What a job came to, in a line of figures. */
export function JobSummary({ spec, summary, problems }: Props) {
  const questions = summary['questions'];
  const figures: [string, string][] = [
    ...figure('scenes', summary['scenes']),
    ...figure('episodes', summary['episodes']),
    ...figure('views', summary['views']),
    ...(typeof questions === 'object' && questions !== null
      ? Object.entries(questions).flatMap(([set, n], _, { length }) =>
          figure(length === 1 ? 'questions' : `questions, set ${set}`, n),
        )
      : figure('questions', questions)),
    ...(typeof summary['bytes'] === 'number' ? [['size', bytesWords(summary['bytes'])] as [string, string]] : []),
    ...['files', 'train', 'test', 'images', 'leftOut'].flatMap((name) => figure(NAMES[name] ?? name, summary[name])),
    ...(spec.kind === 'verify' ? figure('problems', problems) : []),
  ];
  if (figures.length === 0) return null;
  return (
    <dl className="jobs-figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const NAMES: Readonly<Record<string, string>> = { leftOut: 'left out' };

const figure = (name: string, value: unknown): [string, string][] =>
  typeof value === 'number' ? [[name, numberWords(value)]] : [];
