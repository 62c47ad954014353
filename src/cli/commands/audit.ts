import { createInterface } from 'node:readline/promises';
import type { Agreement, AgreementReport } from '../../core/questions/audit/audit.js';
import { agreementRun, auditPageRun, auditRun, AUDIT_ITEMS, type AskPerson } from '../../host/audit-run.js';
import type { Command } from '../index.js';

export const auditCommand: Command = {
  spec: {
    name: 'audit',
    positionals: ['DIR'],
    summary: 'Let people answer a sample of questions, and compare their answers with the truth.',
    options: {
      set: { value: 'NAME', text: 'Question set, where the dataset has several.' },
      items: { value: 'N', text: `Questions in the sample (default ${AUDIT_ITEMS}).` },
      who: { value: 'NAME', text: 'Whose verdicts these are: DIR/audits/NAME.jsonl (default me). Run again to go on.' },
      html: { text: 'Write one page with the questions and pictures instead: DIR/audits/SET.html.' },
      score: { text: 'Only compare the verdicts there are.' },
    },
  },
  async *run(options) {
    const [dir] = options.positionals;
    const set = options.text('set');
    const items = options.integer('items', 1, 100_000) ?? AUDIT_ITEMS;
    if (options.flag('score')) yield* agreementRun(dir, set);
    else if (options.flag('html')) yield* auditPageRun(dir, set, items);
    else {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        yield* auditRun(dir, set, options.text('who') ?? 'me', items, askPerson(lines));
      } finally {
        lines.close();
      }
    }
  },
  conclude: (summary) => ({
    text:
      'path' in summary
        ? `${String(summary['questions'])} questions in ${String(summary['path'])}: answer them in a browser, save, and put the file into audits/\n`
        : agreementText(summary as unknown as AgreementReport),
  }),
};

function askPerson(lines: ReturnType<typeof createInterface>): AskPerson {
  // One by one from an iterator: `question` would lose lines that come before it is called, as from a pipe.
  const replies = lines[Symbol.asyncIterator]();
  return async ({ text, given }, image, place) => {
    const task = given === null ? 'Y, N or ?' : `answer: ${given}. Right? Y, N or ?`;
    for (;;) {
      process.stderr.write(`\n${place}  ${image}\n${text}\n${task} (Q to stop) `);
      const reply = await replies.next();
      const letter = reply.done ? 'Q' : reply.value.trim().toUpperCase();
      if (letter === 'Q') return null;
      if (letter === 'Y' || letter === 'N' || letter === '?') return letter;
    }
  };
}

function agreementText({ all, byType, byMargin, disagreed }: AgreementReport): string {
  if (all.n === 0) return 'no verdicts yet\n';
  const rows = [
    ['all', all] as const,
    ...byMargin.map(({ from, to, agreement }) => [`margin ${from}–${to > 10 ? 10 : to}`, agreement] as const),
    ...byType,
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const line = ([name, { n, agree, disagree, unsure }]: readonly [string, Agreement]) =>
    `${name.padEnd(width)}${String(n).padStart(5)} verdicts, ${((100 * agree) / n).toFixed(0)} % agree, ${disagree} disagree, ${unsure} cannot say`;
  const open = disagreed.length === 0 ? '' : `to be looked at: ${disagreed.join(', ')}\n`;
  return `${rows.map(line).join('\n')}\n${open}`;
}
