import { QUESTION_KINDS } from '../../core/questions/question-record.js';
import { DEFINITIONS } from '../../core/questions/types/definitions.js';
import { QUESTION_TYPES } from '../../core/questions/types/table.js';
import type { Example } from './example.js';
import { seldomTable, type TypeCounts } from './type-counts.js';

/** Longer answers (masks of points, traces) are cut here. */
const MAX_ANSWER = 150;
/** Numbers shown of what was measured. */
const MAX_EVIDENCE = 8;

const TITLES: Readonly<Record<string, string>> = {
  configuration: 'Relations',
  context: 'Free space',
  compatibility: 'Fits',
  metric: 'Quantities',
  choice: 'Choices',
  count: 'Counts',
  pointing: 'Pointing',
  box: 'Boxes',
  multiview: 'Several views',
  plan: 'Plans',
  reasoning: 'Compound and nested',
  unanswerable: 'What cannot be told',
};

/**
 * docs/questions.md: every type of the table, with its definition and, where there is one, an example; and which of them
 * some recipes bring more often than others.
 */
export function renderQuestions(examples: readonly Example[], counts: TypeCounts): string {
  const parts = [
    '# Questions',
    '',
    'Every type of question, by kind: what it means, and one that was asked. Pictures, words, answers and measurements are those of',
    'generated datasets. In the pictures the subject has a yellow frame, the reference a dashed white one; free space is tinted, a pose that',
    'fits is drawn as a box, marks, ways and grasps are pink. [spec.md](spec.md) defines everything exactly.',
    '',
    'Written by `npm run docs`; a test checks that it is current.',
  ];
  const anchorOf = createAnchors();
  const anchors = new Map<string, string>();
  for (const kind of QUESTION_KINDS) {
    const types = QUESTION_TYPES.filter((family) => family.kind === kind).flatMap((family) => family.types);
    if (types.length === 0) continue;
    parts.push('', `## ${TITLES[kind] ?? kind}`);
    anchorOf(TITLES[kind] ?? kind);
    for (const type of types) {
      const own = examples.find((example) => example.kind === kind && example.type === type);
      const definition = DEFINITIONS[type];
      parts.push('', `### ${type}`, '');
      anchors.set(`${kind} ${type}`, anchorOf(type));
      if (definition !== undefined) parts.push(definition, '');
      parts.push(...(own ? exampleLines(own) : ['No example here yet.']));
    }
  }
  const seldom = seldomTable(counts, (key) => anchors.get(key) ?? '');
  if (seldom.length > 0) parts.push('', '## What seldom occurs, and what brings it', '', ...seldom);
  return `${parts.join('\n')}\n`;
}

/** Names of headings as Markdown readers make them: the second of one name has a number. */
function createAnchors(): (heading: string) => string {
  const used = new Map<string, number>([['questions', 1]]);
  return (heading) => {
    const slug = heading.toLowerCase().replaceAll(' ', '-');
    const before = used.get(slug) ?? 0;
    used.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  };
}

function exampleLines(example: Example): string[] {
  const { text, options, answer, picture, evidence, verdict, frame, question, recipe } = example;
  const cut = answer.length > MAX_ANSWER ? `${answer.slice(0, MAX_ANSWER)}…` : answer;
  const measured = Object.entries(evidence)
    .filter(([, value]) => value !== null)
    .slice(0, MAX_EVIDENCE)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? short(value) : String(value)}`);
  return [
    `![${example.type}](images/questions/${picture})`,
    '',
    `> **${escape(text)}**${options.length > 0 ? ` (${escape(options.join(' · '))})` : ''}  `,
    `> ${escape(cut)}`,
    '',
    `Verdict ${verdict}${frame === null ? '' : `, frame ${frame}`}${measured.length > 0 ? `; ${measured.join(', ')}` : ''}. *${recipe} ${question}*`,
  ];
}

const escape = (text: string): string => text.replaceAll(/([*_<>|])/g, '\\$1').replaceAll('\n', ' ');

const short = (value: number): string => String(Math.round(value * 1000) / 1000);
