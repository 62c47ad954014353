import { UsageError, UserError } from '../core/result.js';
import type { RunEvent } from '../contract/run-events.js';
import { GENERATOR } from '../host/version.js';
import { helpOf, parseOptions, type CommandSpec, type ParsedOptions } from './options.js';
import { createEventPrinter, type Terminal } from './terminal.js';
import { askCommand } from './commands/ask.js';
import { auditCommand } from './commands/audit.js';
import { balanceCommand } from './commands/balance.js';
import { evaluateCommand } from './commands/evaluate.js';
import { examCommand } from './commands/exam.js';
import { exportCommand } from './commands/export.js';
import { galleryCommand } from './commands/gallery.js';
import { generateCommand } from './commands/generate.js';
import { importCommand } from './commands/import.js';
import { indexCommand } from './commands/index-dataset.js';
import { infoCommand } from './commands/info.js';
import { modelsKeyCommand } from './commands/models-key.js';
import { modelsParseCommand } from './commands/models-parse.js';
import { modelsProbeCommand } from './commands/models-probe.js';
import { replayCommand } from './commands/replay.js';
import { reportCommand } from './commands/report.js';
import { serveCommand } from './commands/serve.js';
import { moreCommand } from './commands/more.js';
import { rolloutCommand } from './commands/rollout.js';
import { startCommand } from './commands/start.js';
import { verifyCommand } from './commands/verify.js';

/** One command: what it is called with, what it does as a stream of events, and what it says at the end. */
export interface Command {
  readonly spec: CommandSpec;
  run(options: ParsedOptions): AsyncIterable<RunEvent>;
  /** The last words for people, on stdout; `failed` makes the exit code 1. */
  conclude(summary: Readonly<Record<string, unknown>>): { readonly text: string; readonly failed?: boolean };
}

const COMMANDS: readonly Command[] = [
  generateCommand,
  verifyCommand,
  askCommand,
  balanceCommand,
  auditCommand,
  reportCommand,
  exportCommand,
  evaluateCommand,
  examCommand,
  rolloutCommand,
  moreCommand,
  replayCommand,
  infoCommand,
  galleryCommand,
  importCommand,
  indexCommand,
  modelsParseCommand,
  modelsProbeCommand,
  modelsKeyCommand,
  serveCommand,
  startCommand,
];

const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;

/** @returns exit code: 0 done, 1 failed, 2 wrong use */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview());
    return name === undefined ? EXIT.wrongUse : EXIT.done;
  }
  if (name === '--version') {
    terminal.out(`${GENERATOR.version}\n`);
    return EXIT.done;
  }
  try {
    const grouped = COMMANDS.find(({ spec }) => spec.name === `${name} ${rest[0]}`);
    const command = grouped ?? COMMANDS.find(({ spec }) => spec.name === name);
    if (!command) throw unknownCommand(name);
    const options = parseOptions(command.spec, grouped ? rest.slice(1) : rest);
    if (options.flag('help')) {
      terminal.out(helpOf(command.spec));
      return EXIT.done;
    }
    return await runCommand(command, options, terminal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.err(`${error.message}\n`);
    return error instanceof UsageError ? EXIT.wrongUse : EXIT.failed;
  }
}

async function runCommand(command: Command, options: ParsedOptions, terminal: Terminal): Promise<number> {
  const json = options.flag('json');
  const print = createEventPrinter(terminal, json ? 'json' : options.flag('quiet') ? 'quiet' : 'bars');
  let summary: Readonly<Record<string, unknown>> = {};
  for await (const event of command.run(options)) {
    print(event);
    if (event.type === 'done') summary = event.summary;
  }
  const { text, failed } = command.conclude(summary);
  if (!json && !options.flag('quiet')) terminal.out(text);
  return failed ? EXIT.failed : EXIT.done;
}

function unknownCommand(name: string): UsageError {
  const group = COMMANDS.map(({ spec }) => spec.name).filter((known) => known.startsWith(`${name} `));
  return new UsageError(
    group.length > 0
      ? `vantage ${name} is one of: ${group.map((known) => `vantage ${known}`).join(', ')}.`
      : `There is no command "${name}"; "vantage --help" lists them.`,
  );
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ spec }) => spec.name.length + spec.positionals.join(' ').length)) + 3;
  const rows = COMMANDS.map(
    ({ spec }) => `  ${[spec.name, ...spec.positionals].join(' ').padEnd(width)}${spec.summary}`,
  );
  return `Vantage ${GENERATOR.version}: spatial datasets whose every answer can be re-checked\n\n  vantage COMMAND [options]\n\n${rows.join('\n')}\n\n"vantage COMMAND --help" explains one.\n`;
}

function processTerminal(): Terminal {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    interactive: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 100,
    now: () => performance.now(),
  };
}
