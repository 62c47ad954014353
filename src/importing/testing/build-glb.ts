// Model files made by hand, sound and unsound, for tests.

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;

export interface GlbParts {
  readonly json: object | string;
  readonly bin?: Uint8Array;
  /** Length written into the header, when it is to lie. */
  readonly length?: number;
  readonly version?: number;
}

export function glbOf({ json, bin = new Uint8Array(0), length, version = 2 }: GlbParts): Uint8Array {
  const text = Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
  const jsonLength = Math.ceil(text.length / 4) * 4;
  const binLength = Math.ceil(bin.length / 4) * 4;
  const size = 20 + jsonLength + (binLength > 0 ? 8 + binLength : 0);
  const glb = Buffer.alloc(size, ' ');
  glb.writeUInt32LE(MAGIC, 0);
  glb.writeUInt32LE(version, 4);
  glb.writeUInt32LE(length ?? size, 8);
  glb.writeUInt32LE(jsonLength, 12);
  glb.writeUInt32LE(JSON_CHUNK, 16);
  glb.set(text, 20);
  if (binLength > 0) {
    glb.writeUInt32LE(binLength, 20 + jsonLength);
    glb.writeUInt32LE(BIN_CHUNK, 24 + jsonLength);
    glb.fill(0, 28 + jsonLength);
    glb.set(bin, 28 + jsonLength);
  }
  return glb;
}

export interface CubeOptions {
  /** Half side, in the file's units. */
  readonly half?: number;
  /** Overwrites parts of the description. */
  readonly change?: (json: CubeJson) => void;
  /** Coordinates to spoil. */
  readonly positions?: (values: Float32Array) => void;
}

export interface CubeJson {
  [key: string]: unknown;
  accessors: Record<string, unknown>[];
  buffers: Record<string, unknown>[];
  bufferViews: Record<string, unknown>[];
  nodes: Record<string, unknown>[];
  meshes: { primitives: Record<string, unknown>[] }[];
}

/** A closed cube about the origin as glTF's axes have it. */
export function cubeGlb({ half = 0.05, change, positions: spoil }: CubeOptions = {}): Uint8Array {
  const positions = new Float32Array(24);
  for (let v = 0; v < 8; v++) {
    for (let k = 0; k < 3; k++) positions[3 * v + k] = (v >> k) & 1 ? half : -half;
  }
  spoil?.(positions);
  const quads = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  const indices = Uint16Array.from(quads.flatMap(([a, b, c, d]) => [a, b, c, a, c, d]));
  const bin = new Uint8Array(positions.byteLength + indices.byteLength);
  bin.set(new Uint8Array(positions.buffer), 0);
  bin.set(new Uint8Array(indices.buffer), positions.byteLength);
  const json: CubeJson = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }],
    materials: [
      { pbrMetallicRoughness: { baseColorFactor: [0.5, 0.02, 0.02, 1], roughnessFactor: 0.7, metallicFactor: 0 } },
    ],
    accessors: [
      {
        bufferView: 0,
        componentType: 5126,
        count: 8,
        type: 'VEC3',
        min: [-half, -half, -half],
        max: [half, half, half],
      },
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: positions.byteLength, target: 34962 },
      { buffer: 0, byteOffset: positions.byteLength, byteLength: indices.byteLength, target: 34963 },
    ],
    buffers: [{ byteLength: bin.length }],
  };
  change?.(json);
  return glbOf({ json, bin });
}
