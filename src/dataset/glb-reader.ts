import { z } from 'zod';
import type { TriangleMesh } from '../core/geometry/mesh.js';
import { UserError } from '../core/result.js';

// Reads the meshes that glb-writer writes, and trusts none of them: files come from other machines.

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;
const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;

const MAX_VERTICES = 4_000_000;
const MAX_INDICES = 12_000_000;
const MAX_JSON_BYTES = 16 * 1024 * 1024;

/** A triangle run of a stored mesh, in order. */
export interface StoredPrimitive {
  readonly start: number;
  readonly count: number;
  /** Name of its material and its place in the file's list; null for meshes that are not drawn. */
  readonly material: string | null;
  readonly materialIndex: number | null;
}

export interface StoredMesh extends TriangleMesh {
  /** Name of its node: the asset. */
  readonly name: string;
  readonly primitives: readonly StoredPrimitive[];
  /** [3 n] unit normals; null for meshes that are not drawn. */
  readonly normals: Float32Array | null;
}

const index = z.number().int().min(0);
const gltfSchema = z.object({
  asset: z.object({ version: z.literal('2.0') }),
  extensionsRequired: z.array(z.string()).max(0).optional(),
  nodes: z.tuple([z.object({ name: z.string(), mesh: z.literal(0) })]),
  meshes: z.tuple([
    z.object({
      primitives: z
        .array(
          z.object({
            attributes: z.object({ POSITION: index, NORMAL: index.optional() }),
            indices: index,
            material: index.optional(),
            mode: z.literal(4).optional(),
          }),
        )
        .min(1)
        .max(256),
    }),
  ]),
  materials: z.array(z.object({ name: z.string() })).optional(),
  accessors: z.array(
    z.object({
      bufferView: index,
      byteOffset: index.default(0),
      componentType: index,
      count: index,
      type: z.string(),
      sparse: z.never().optional(),
    }),
  ),
  bufferViews: z.array(
    z.object({
      buffer: z.literal(0),
      byteOffset: index.default(0),
      byteLength: index,
      byteStride: z.never().optional(),
    }),
  ),
  buffers: z.tuple([z.object({ byteLength: index, uri: z.never().optional() })]),
});

type Gltf = z.infer<typeof gltfSchema>;

/**
 * @param name how messages call the file
 * @returns the mesh in the object's frame (+Z up): the very float32 values that were written
 * @throws UserError with one sentence for anything that is not such a mesh
 */
export function decodeGlb(glb: Uint8Array, name: string): StoredMesh {
  const bad = (what: string) =>
    new UserError(`"${name}" is no mesh of a dataset (${what}): put the original file back.`);
  const data = Buffer.from(glb.buffer, glb.byteOffset, glb.length);
  const { json, bin } = splitChunks(data, bad);
  const gltf = parseJson(json, bad);
  const { primitives } = gltf.meshes[0];

  const position = primitives[0].attributes.POSITION;
  if (primitives.some((primitive) => primitive.attributes.POSITION !== position)) {
    throw bad('its parts do not share one list of vertices');
  }
  const positions = readVectors(gltf, position, bin, bad);
  const vertexCount = positions.length / 3;

  const runs = primitives.map((primitive) => readIndices(gltf, primitive.indices, bin, bad));
  const total = runs.reduce((sum, run) => sum + run.length, 0);
  if (total > MAX_INDICES) throw bad(`more than ${MAX_INDICES / 3} triangles`);
  const indices = new Uint32Array(total);
  let start = 0;
  const stored = primitives.map((primitive, i): StoredPrimitive => {
    indices.set(runs[i], start);
    const count = runs[i].length;
    start += count;
    const material = primitive.material === undefined ? null : gltf.materials?.[primitive.material];
    if (material === undefined) throw bad('a material is missing');
    return {
      start: start - count,
      count,
      material: material && material.name,
      materialIndex: primitive.material ?? null,
    };
  });
  for (const i of indices) if (i >= vertexCount) throw bad(`a triangle names vertex ${i} of ${vertexCount}`);
  const normal = primitives[0].attributes.NORMAL;
  const normals = normal === undefined ? null : readVectors(gltf, normal, bin, bad);
  if (normals && normals.length !== positions.length) throw bad('it has not one normal for each vertex');
  return { name: gltf.nodes[0].name, positions, indices, primitives: stored, normals };
}

type Complaint = (what: string) => UserError;

function splitChunks(data: Buffer, bad: Complaint): { json: Buffer; bin: Buffer } {
  if (data.length < 28 || data.readUInt32LE(0) !== MAGIC) throw bad('it is not binary glTF');
  if (data.readUInt32LE(4) !== 2) throw bad('it is not glTF 2');
  if (data.readUInt32LE(8) !== data.length) throw bad('it is cut off or longer than it says');
  const jsonLength = data.readUInt32LE(12);
  const binStart = 20 + jsonLength;
  if (data.readUInt32LE(16) !== JSON_CHUNK || jsonLength > MAX_JSON_BYTES || binStart + 8 > data.length) {
    throw bad('its first part is not JSON');
  }
  const binLength = data.readUInt32LE(binStart);
  if (data.readUInt32LE(binStart + 4) !== BIN_CHUNK || binStart + 8 + binLength !== data.length) {
    throw bad('its second part is not the data of its vertices');
  }
  return { json: data.subarray(20, binStart), bin: data.subarray(binStart + 8) };
}

function parseJson(json: Buffer, bad: Complaint): Gltf {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json.toString('utf8'));
  } catch {
    throw bad('its JSON is unreadable');
  }
  const gltf = gltfSchema.safeParse(parsed);
  if (!gltf.success) throw bad(`its JSON is not of our kind at ${gltf.error.issues[0].path.join('.') || 'the top'}`);
  return gltf.data;
}

function readVectors(gltf: Gltf, accessorIndex: number, bin: Buffer, bad: Complaint): Float32Array {
  const accessor = gltf.accessors[accessorIndex];
  if (accessor?.componentType !== FLOAT || accessor.type !== 'VEC3') throw bad('its vertices are not 32-bit floats');
  if (accessor.count < 3 || accessor.count > MAX_VERTICES) throw bad(`${accessor.count} vertices`);
  const bytes = bytesOf(gltf, accessor, 12, bin, bad);
  const result = new Float32Array(3 * accessor.count);
  for (let i = 0; i < result.length; i += 3) {
    result[i] = bytes.readFloatLE(4 * i);
    result[i + 1] = -bytes.readFloatLE(4 * (i + 2));
    result[i + 2] = bytes.readFloatLE(4 * (i + 1));
  }
  for (const value of result) if (!Number.isFinite(value)) throw bad('a vertex is not a finite number');
  return result;
}

function readIndices(gltf: Gltf, accessorIndex: number, bin: Buffer, bad: Complaint): Uint32Array {
  const accessor = gltf.accessors[accessorIndex];
  const short = accessor?.componentType === UNSIGNED_SHORT;
  if (accessor?.type !== 'SCALAR' || !(short || accessor.componentType === UNSIGNED_INT)) {
    throw bad('its triangles are not 16- or 32-bit indices');
  }
  if (accessor.count % 3 !== 0 || accessor.count > MAX_INDICES) throw bad(`${accessor.count} indices`);
  const bytes = bytesOf(gltf, accessor, short ? 2 : 4, bin, bad);
  const result = new Uint32Array(accessor.count);
  for (let i = 0; i < result.length; i++) result[i] = short ? bytes.readUInt16LE(2 * i) : bytes.readUInt32LE(4 * i);
  return result;
}

function bytesOf(gltf: Gltf, accessor: Gltf['accessors'][number], stride: number, bin: Buffer, bad: Complaint): Buffer {
  const view = gltf.bufferViews[accessor.bufferView];
  const length = accessor.count * stride;
  if (!view || accessor.byteOffset + length > view.byteLength || view.byteOffset + view.byteLength > bin.length) {
    throw bad('its lists reach beyond its data');
  }
  const start = view.byteOffset + accessor.byteOffset;
  return bin.subarray(start, start + length);
}
