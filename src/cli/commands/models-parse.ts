import { UsageError } from '../../core/result.js';
import { FORM_NAMES, formNamed } from '../../core/models/answer-form.js';
import { readPastedReply, type PastedReading } from '../../core/models/read-pasted-reply.js';
import { loadProfile } from '../../host/model-profile.js';
import type { Command } from '../index.js';

const DEFAULT_IMAGE: readonly [number, number] = [640, 480];

export const modelsParseCommand: Command = {
  spec: {
    name: 'models parse',
    positionals: ['TEXT'],
    summary: 'Read a reply as an evaluation would: what it means, where its points land. "-" reads it from stdin.',
    options: {
      profile: { value: 'P', text: 'How the model writes: a shipped profile or a .json file (default: generic).' },
      image: { value: 'WxH', text: 'Size of the image in pixels (default: 640x480).' },
      kind: { value: 'K', text: `What was asked for: ${FORM_NAMES.join(', ')} (default: every one is tried).` },
      options: { value: '"A|B|C"', text: 'Options of a choice, as shown to the model.' },
    },
  },
  async *run(options) {
    const profile = await loadProfile(options.text('profile') ?? 'generic');
    const choices =
      options
        .text('options')
        ?.split('|')
        .map((text) => text.trim()) ?? null;
    const kind = options.text('kind');
    const forms = (kind === undefined ? FORM_NAMES : [kind]).filter((name) => kind || name !== 'choice' || choices);
    for (const name of forms) {
      if (!FORM_NAMES.includes(name)) {
        throw new UsageError(`--kind must be one of ${FORM_NAMES.join(', ')}, not "${name}".`);
      }
      if (name === 'choice' && (choices === null || choices.length < 2)) {
        throw new UsageError('--kind choice needs --options "A|B|C": two or more, separated by "|".');
      }
    }
    const given = options.positionals[0];
    const reply = given === '-' ? await readAll(process.stdin) : given;
    const image = imageSize(options.text('image'));
    const readings = forms.map((name) => readPastedReply(reply, formNamed(name, choices ?? []), name, profile, image));
    yield {
      type: 'done',
      summary: { profile: profile.id, title: profile.title, image, readings, asked: kind !== undefined },
    };
  },
  conclude(summary) {
    const readings = summary['readings'] as readonly PastedReading[];
    const [width, height] = summary['image'] as readonly [number, number];
    const rows = readings.map(({ kind, lines }) =>
      lines.map((line, i) => `  ${(i === 0 ? kind : '').padEnd(10)}${line}`),
    );
    return {
      text: `${summary['title'] as string} (${summary['profile'] as string}), image ${width} × ${height}\n${rows.flat().join('\n')}\n`,
      failed: summary['asked'] === true && readings.every((r) => !r.ok),
    };
  },
};

function imageSize(given: string | undefined): readonly [number, number] {
  if (given === undefined) return DEFAULT_IMAGE;
  const match = /^(\d{1,5})[x×](\d{1,5})$/.exec(given);
  const size = match ? ([Number(match[1]), Number(match[2])] as const) : null;
  if (!size || size[0] < 1 || size[1] < 1)
    throw new UsageError(`--image must be WIDTHxHEIGHT in pixels, not "${given}".`);
  return size;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
