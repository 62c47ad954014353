import type { AssetModel } from '../core/assets/asset.js';
import { bounds, type TriangleMesh } from '../core/geometry/mesh.js';
import type { Material } from '../core/scene/material.js';
import { sha256Of } from './whole-file.js';

// Meshes as binary glTF 2.0. Equal meshes give equal bytes, and the sha256 of the bytes is the mesh's name.

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;
const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;

/** A mesh as stored: `assets/<name>.glb`. */
export interface MeshFile {
  /** sha256 of the bytes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files of a model: its surface and, if it has one, its cavity. */
export function modelFiles(model: AssetModel): { mesh: MeshFile; cavity: MeshFile | null } {
  return {
    mesh: named(encodeModelGlb(model)),
    cavity: model.cavity && named(encodeCavityGlb(model.cavity, model.asset)),
  };
}

const named = (bytes: Uint8Array): MeshFile => ({ name: sha256Of(bytes), bytes });

/** One node named after the asset, one primitive for each group of its mesh with that group's material. */
export function encodeModelGlb(model: AssetModel): Uint8Array {
  const { mesh } = model;
  return encodeGlb(
    model.asset,
    mesh,
    mesh.normals,
    mesh.groups,
    // All of them and in order: a scene record recolours them by index.
    model.materials.map(materialJson),
  );
}

/** A cavity: a closed mesh that nobody draws, so without normals and materials. */
export function encodeCavityGlb(cavity: TriangleMesh, asset: string): Uint8Array {
  return encodeGlb(`${asset} cavity`, cavity, null, [{ start: 0, count: cavity.indices.length }], []);
}

interface Primitive {
  readonly start: number;
  readonly count: number;
  readonly material?: number;
}

function encodeGlb(
  name: string,
  mesh: TriangleMesh,
  normals: Float32Array | null,
  primitives: readonly Primitive[],
  materials: readonly object[],
): Uint8Array {
  const vertexCount = mesh.positions.length / 3;
  // 65535 itself restarts a strip in some APIs, so glTF forbids it as an index.
  const indices = vertexCount <= 65535 ? Uint16Array.from(mesh.indices) : mesh.indices;
  const positions = toGltfAxes(mesh.positions);
  const chunks = [positions, ...(normals ? [toGltfAxes(normals)] : []), indices];

  let offset = 0;
  const bufferViews = chunks.map((chunk) => {
    const view = {
      buffer: 0,
      byteOffset: offset,
      byteLength: chunk.byteLength,
      target: chunk === indices ? 34963 : 34962,
    };
    offset += Math.ceil(chunk.byteLength / 4) * 4;
    return view;
  });
  const bin = new Uint8Array(offset);
  for (const [i, chunk] of chunks.entries()) {
    bin.set(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength), bufferViews[i].byteOffset);
  }

  const vectors = { componentType: FLOAT, count: vertexCount, type: 'VEC3' };
  const accessors: object[] = [{ bufferView: 0, ...vectors, ...bounds(positions) }];
  if (normals) accessors.push({ bufferView: 1, ...vectors });
  const attributes = normals ? { POSITION: 0, NORMAL: 1 } : { POSITION: 0 };
  const json = {
    asset: { version: '2.0', generator: 'vantage' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name, mesh: 0 }],
    meshes: [
      {
        name,
        primitives: primitives.map(({ start, count, material }) => ({
          attributes,
          indices:
            accessors.push({
              bufferView: bufferViews.length - 1,
              byteOffset: start * indices.BYTES_PER_ELEMENT,
              componentType: indices.BYTES_PER_ELEMENT === 2 ? UNSIGNED_SHORT : UNSIGNED_INT,
              count,
              type: 'SCALAR',
            }) - 1,
          ...(material === undefined ? {} : { material }),
        })),
      },
    ],
    ...(materials.length > 0 ? { materials } : {}),
    accessors,
    bufferViews,
    buffers: [{ byteLength: bin.length }],
  };
  return assemble(Buffer.from(JSON.stringify(json)), bin);
}

function assemble(json: Uint8Array, bin: Uint8Array): Uint8Array {
  const jsonLength = Math.ceil(json.length / 4) * 4;
  const glb = Buffer.alloc(12 + 8 + jsonLength + 8 + bin.length, ' ');
  glb.writeUInt32LE(MAGIC, 0);
  glb.writeUInt32LE(2, 4);
  glb.writeUInt32LE(glb.length, 8);
  glb.writeUInt32LE(jsonLength, 12);
  glb.writeUInt32LE(JSON_CHUNK, 16);
  glb.set(json, 20);
  glb.writeUInt32LE(bin.length, 20 + jsonLength);
  glb.writeUInt32LE(BIN_CHUNK, 24 + jsonLength);
  glb.set(bin, 28 + jsonLength);
  return glb;
}

/** Object axes (+Z up) to glTF's (+Y up): (x, y, z) becomes (x, z, −y). Signs only, so float32 values survive. */
function toGltfAxes(vectors: Float32Array): Float32Array {
  const result = new Float32Array(vectors.length);
  for (let i = 0; i < vectors.length; i += 3) {
    result[i] = vectors[i];
    result[i + 1] = vectors[i + 2];
    result[i + 2] = -vectors[i + 1];
  }
  return result;
}

function materialJson(material: Material): object {
  return {
    name: material.name,
    pbrMetallicRoughness: {
      baseColorFactor: [...material.colour.map(linearFromSrgb), material.opacity ?? 1],
      metallicFactor: material.metallic,
      roughnessFactor: material.roughness,
    },
    ...(material.opacity !== undefined && material.opacity < 1 ? { alphaMode: 'BLEND' } : {}),
    extras: { texture: material.texture },
  };
}

/** IEC 61966-2-1, rounded to what float32 holds so that no platform's `**` shows in the bytes. */
function linearFromSrgb(c: number): number {
  const linear = c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  return Math.round(linear * 1e6) / 1e6;
}
