import { validateBytes } from 'gltf-validator';
import { z } from 'zod';
import { UserError } from '../core/result.js';

// The gate for models from outside: what a file declares is bounded before anything is allocated for it, then the
// reference validator reads it, and only then is it parsed for use.

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;

export const MOST_BYTES = 128 * 1024 * 1024;
const MOST_JSON_BYTES = 8 * 1024 * 1024;
/** Over all lists of a file; a model of 200,000 triangles needs about two million. */
const MOST_ELEMENTS = 6_000_000;
const MOST_NODES = 5_000;
const MOST_IMAGES = 64;

/** Extensions that change how a file must be read, and that are understood here. */
export const READABLE_EXTENSIONS: ReadonlySet<string> = new Set([
  'KHR_mesh_quantization',
  'KHR_materials_unlit',
  'KHR_texture_transform',
]);

const index = z.number().int().min(0);
const embedded = { uri: z.string().optional() };
const declaredSchema = z.object({
  asset: z.object({ version: z.string() }),
  extensionsRequired: z.array(z.string()).max(64).default([]),
  buffers: z
    .array(z.object({ byteLength: index, ...embedded }))
    .max(1)
    .default([]),
  images: z
    .array(z.object({ ...embedded }))
    .max(MOST_IMAGES)
    .default([]),
  bufferViews: z
    .array(z.object({ byteOffset: index.default(0), byteLength: index }))
    .max(100_000)
    .default([]),
  accessors: z
    .array(z.object({ count: index }))
    .max(100_000)
    .default([]),
  nodes: z.array(z.unknown()).max(MOST_NODES).default([]),
  meshes: z.array(z.unknown()).max(MOST_NODES).default([]),
});

/**
 * Refuses what is no sound, self-contained binary glTF 2.0 of a reasonable size.
 *
 * @param name how messages call the file
 * @throws UserError: one sentence that says what is wrong and what to do
 */
export async function checkGlb(glb: Uint8Array, name: string): Promise<void> {
  const bad = (what: string, remedy: string) => new UserError(`"${name}" ${what}: ${remedy}.`);
  const again = 'export it again as binary glTF (.glb)';
  if (glb.length > MOST_BYTES)
    throw bad(
      `has ${megabytes(glb.length)}, at most ${megabytes(MOST_BYTES)} are read`,
      'shrink its textures or thin its mesh',
    );
  const data = Buffer.from(glb.buffer, glb.byteOffset, glb.length);
  if (data.length < 20 || data.readUInt32LE(0) !== MAGIC) {
    const isJson = data.subarray(0, 64).toString('latin1').trimStart().startsWith('{');
    throw bad(isJson ? 'is glTF as text, whose data lies in other files' : 'is no binary glTF', again);
  }
  if (data.readUInt32LE(4) !== 2)
    throw bad(`is glTF of version ${data.readUInt32LE(4)}`, 'export it again as glTF 2.0');
  if (data.readUInt32LE(8) !== data.length) {
    throw bad(
      `says it has ${data.readUInt32LE(8)} bytes and has ${data.length}`,
      'it was cut short or added to; copy or export it again',
    );
  }
  const jsonLength = data.readUInt32LE(12);
  if (data.readUInt32LE(16) !== JSON_CHUNK || 20 + jsonLength > data.length)
    throw bad('does not begin with its description', again);
  if (jsonLength > MOST_JSON_BYTES)
    throw bad(`has a description of ${megabytes(jsonLength)}`, 'split it into several models');
  const binAt = 20 + jsonLength;
  const binLength = binAt + 8 <= data.length ? data.readUInt32LE(binAt) : 0;
  if (binLength > 0 && (data.readUInt32LE(binAt + 4) !== BIN_CHUNK || binAt + 8 + binLength > data.length)) {
    throw bad('has data that ends before it should', again);
  }

  let json: unknown;
  try {
    json = JSON.parse(data.subarray(20, binAt).toString('utf8'));
  } catch {
    throw bad('has a description that is not JSON', again);
  }
  const parsed = declaredSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw bad(`has a description that is wrong at "${issue.path.join('.')}" (${issue.message})`, again);
  }
  const { extensionsRequired, buffers, images, bufferViews, accessors } = parsed.data;
  for (const { uri } of [...buffers, ...images]) {
    if (uri !== undefined) {
      const shown = uri.length > 60 ? `${uri.slice(0, 60)}…` : uri;
      throw bad(`refers to another file or address ("${shown}")`, 'embed all data and textures when exporting');
    }
  }
  const foreign = extensionsRequired.find((extension) => !READABLE_EXTENSIONS.has(extension));
  if (foreign !== undefined)
    throw bad(
      `needs the extension ${foreign}, which is not read here`,
      'export it again without compression or special features',
    );
  const elements = accessors.reduce((sum, { count }) => sum + count, 0);
  if (elements > MOST_ELEMENTS)
    throw bad(`declares lists of ${elements} entries, at most ${MOST_ELEMENTS} are read`, 'thin its mesh');
  for (const { byteOffset, byteLength } of bufferViews) {
    if (byteOffset + byteLength > binLength) throw bad('declares data beyond its end', again);
  }

  const report = await validateBytes(glb, {
    maxIssues: 100,
    externalResourceFunction: () => Promise.reject(new Error('Nothing outside the file is read.')),
  });
  if (report.issues.numErrors > 0) {
    const first = report.issues.messages.find((message) => message.severity === 0) ?? report.issues.messages[0];
    throw bad(
      `does not pass glTF's validator (${report.issues.numErrors === 1 ? 'an error' : `${report.issues.numErrors} errors, the first`} at ${first?.pointer ?? 'the top'}: ${first?.message.replace(/\.$/, '') ?? 'unnamed'})`,
      'mend it in the program it comes from',
    );
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
