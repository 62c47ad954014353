import type { SurfaceMesh } from '../core/geometry/mesh.js';
import type { Material } from '../core/scene/material.js';
import { TILE_SIZE, WHOLE_FACE } from './patterns.js';

type Texture = Material['texture'];

/** A mesh with texture coordinates, in tiles of each triangle's own pattern. Positions are the mesh's, some of them twice. */
export interface TexturedMesh {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** [2 n] */
  readonly uvs: Float32Array;
  readonly indices: Uint32Array;
}

/** A connected piece whose area is more than this part oblique to its axes is laid out round instead of as a box. */
const ROUND_SHARE = 0.3;
const OBLIQUE = 0.93;

/** Where a round piece's surface is steeper than this towards the axis it is laid out flat: lids and bottoms. */
const CAP = 0.75;

interface Piece {
  readonly min: [number, number, number];
  readonly max: [number, number, number];
  area: number;
  obliqueArea: number;
  readonly shift: readonly [number, number];
}

/**
 * Lays each material's pattern on the surface as things are made: every connected piece (a table's top, a leg) is
 * wrapped like a box, or like a can where it is round. On a flat field of one material the grain runs along the
 * field's longer side, and a picture fills it. Vertices on a seam are doubled; where a mesh has no pattern nothing
 * changes.
 */
export function layTextures(mesh: SurfaceMesh, textures: readonly Texture[]): TexturedMesh {
  const { positions, normals, indices } = mesh;
  const texture = textureOfTriangles(mesh, textures);
  if (texture.every((name) => name === null)) {
    return { positions, normals, indices, uvs: new Float32Array((2 * positions.length) / 3) };
  }
  const pieceOf = connectedPieces(positions, indices);
  const pieces = measurePieces(positions, indices, pieceOf);
  const fieldOf = flatFields(mesh, pieceOf);

  const outPositions: number[] = [];
  const outNormals: number[] = [];
  const uvs: number[] = [];
  const outIndices = new Uint32Array(indices.length);
  const known = new Map<string, number>();
  const emit = (vertex: number, u: number, v: number): number => {
    const key = `${vertex},${Math.fround(u)},${Math.fround(v)}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const index = uvs.length / 2;
    for (let k = 0; k < 3; k++) {
      outPositions.push(positions[3 * vertex + k]);
      outNormals.push(normals[3 * vertex + k]);
    }
    uvs.push(u, v);
    known.set(key, index);
    return index;
  };
  for (let t = 0; t < indices.length / 3; t++) {
    const name = texture[t];
    const coordinates =
      name === null
        ? FLAT
        : triangleCoordinates(name, pieces[pieceOf[t]], fieldOf[t], positions, indices.subarray(3 * t, 3 * t + 3));
    for (let k = 0; k < 3; k++)
      outIndices[3 * t + k] = emit(indices[3 * t + k], coordinates[2 * k], coordinates[2 * k + 1]);
  }
  return {
    positions: Float32Array.from(outPositions),
    normals: Float32Array.from(outNormals),
    uvs: Float32Array.from(uvs),
    indices: outIndices,
  };
}

const FLAT = [0, 0, 0, 0, 0, 0];

function textureOfTriangles(mesh: SurfaceMesh, textures: readonly Texture[]): (Texture | null)[] {
  const result: (Texture | null)[] = Array.from({ length: mesh.indices.length / 3 }, () => null);
  for (const group of mesh.groups) {
    const name = textures[group.material];
    if (name === undefined || name === 'plain') continue;
    result.fill(name, group.start / 3, (group.start + group.count) / 3);
  }
  return result;
}

/** [u, v] of the triangle's corners, in tiles. */
function triangleCoordinates(
  name: Texture,
  piece: Piece,
  field: Field,
  positions: Float32Array,
  corners: Uint32Array,
): number[] {
  const [a, b, c] = corners;
  const point = (i: number) => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]] as const;
  const points = [point(a), point(b), point(c)];
  const normal = faceNormal(points[0], points[1], points[2]);
  const size = [0, 1, 2].map((k) => piece.max[k] - piece.min[k]);
  const tile = TILE_SIZE[name];
  const whole = WHOLE_FACE.has(name);
  const [du, dv] = whole ? [0, 0] : piece.shift;
  const round = piece.obliqueArea > ROUND_SHARE * piece.area;

  if (round && Math.abs(normal[2]) < CAP) {
    const center = [(piece.min[0] + piece.max[0]) / 2, (piece.min[1] + piece.max[1]) / 2];
    const turns = Math.max(1, Math.round((Math.PI * (size[0] + size[1])) / 2 / tile));
    const angles = points.map((p) => Math.atan2(p[1] - center[1], p[0] - center[0]) / (2 * Math.PI));
    const standing = size[2] > Math.max(size[0], size[1]);
    return points.flatMap((p, k) => {
      // The triangle across the seam at 180° goes on instead of back.
      let angle = angles[k];
      if (angle - angles[0] > 0.5) angle -= 1;
      if (angle - angles[0] < -0.5) angle += 1;
      const around = whole ? 2 * angle + 0.5 : turns * angle + dv;
      const height = whole ? (p[2] - piece.min[2]) / size[2] : (p[2] - piece.min[2]) / tile + du;
      return standing && !whole ? [height, around] : [around, height];
    });
  }
  const [nx, ny, nz] = normal.map(Math.abs);
  const axis = round || (nz >= nx && nz >= ny) ? 2 : nx >= ny ? 0 : 1;
  const [i, j] = [0, 1, 2].filter((k) => k !== axis);
  const extent = [0, 1, 2].map((k) => field.max[k] - field.min[k]);
  const along = whole ? i : extent[i] >= extent[j] ? i : j;
  const across = along === i ? j : i;
  return points.flatMap((p) =>
    whole
      ? [(p[along] - field.min[along]) / (extent[along] || 1), (p[across] - field.min[across]) / (extent[across] || 1)]
      : [(p[along] - piece.min[along]) / tile + du, (p[across] - piece.min[across]) / tile + dv],
  );
}

/** Piece number of each triangle: triangles belong together when they share a corner's position. */
function connectedPieces(positions: Float32Array, indices: Uint32Array): Uint32Array {
  const parent = Uint32Array.from({ length: positions.length / 3 }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  };
  const first = new Map<string, number>();
  for (let i = 0; i < parent.length; i++) {
    const key = `${positions[3 * i]},${positions[3 * i + 1]},${positions[3 * i + 2]}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, i);
    else parent[find(i)] = find(other);
  }
  for (let t = 0; t < indices.length; t += 3) {
    parent[find(indices[t + 1])] = find(indices[t]);
    parent[find(indices[t + 2])] = find(indices[t]);
  }
  const numbers = new Map<number, number>();
  return Uint32Array.from({ length: indices.length / 3 }, (_, t) => {
    const root = find(indices[3 * t]);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}

/** The part of a plane that one material covers without a break. */
interface Field {
  readonly min: [number, number, number];
  readonly max: [number, number, number];
}

/** How far apart two planes are told apart, metres. */
const PLANE_STEP = 1e-4;

/** Flat field of each triangle: neighbours of the same piece, material and plane belong together. */
function flatFields({ positions, indices, groups }: SurfaceMesh, pieceOf: Uint32Array): Field[] {
  const count = indices.length / 3;
  const parent = Uint32Array.from({ length: count }, (_, t) => t);
  const find = (t: number): number => {
    while (parent[t] !== t) {
      parent[t] = parent[parent[t]];
      t = parent[t];
    }
    return t;
  };
  const first = new Map<string, number>();
  const point = (i: number) => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]] as const;
  for (const { start, count: length, material } of groups) {
    for (let t = start / 3; t < (start + length) / 3; t++) {
      const corners = [0, 1, 2].map((k) => point(indices[3 * t + k]));
      const [nx, ny, nz] = faceNormal(corners[0], corners[1], corners[2]);
      const [x, y, z] = corners[0];
      const offset = Math.round((nx * x + ny * y + nz * z) / PLANE_STEP);
      const plane = `${pieceOf[t]}|${material}|${[nx, ny, nz].map((n) => Math.round(50 * n)).join()}|${offset}`;
      for (const corner of corners) {
        const key = `${corner.join()}|${plane}`;
        const other = first.get(key);
        if (other === undefined) first.set(key, t);
        else parent[find(t)] = find(other);
      }
    }
  }
  const fields = new Map<number, Field>();
  return Array.from({ length: count }, (_, t) => {
    const root = find(t);
    let field = fields.get(root);
    if (field === undefined) {
      field = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
      fields.set(root, field);
    }
    for (let k = 0; k < 3; k++) {
      const p = point(indices[3 * t + k]);
      for (let axis = 0; axis < 3; axis++) {
        field.min[axis] = Math.min(field.min[axis], p[axis]);
        field.max[axis] = Math.max(field.max[axis], p[axis]);
      }
    }
    return field;
  });
}

function measurePieces(positions: Float32Array, indices: Uint32Array, pieceOf: Uint32Array): Piece[] {
  const pieces: Piece[] = [];
  for (let t = 0; t < pieceOf.length; t++) {
    const number = pieceOf[t];
    const piece = (pieces[number] ??= {
      min: [Infinity, Infinity, Infinity],
      max: [-Infinity, -Infinity, -Infinity],
      area: 0,
      obliqueArea: 0,
      // The golden ratio spreads the pieces over the pattern, so that no two boards are the same.
      shift: [(number * 0.618034) % 1, (number * 0.381966 * 1.7) % 1],
    });
    const corners = [0, 1, 2].map((k) => {
      const i = 3 * indices[3 * t + k];
      return [positions[i], positions[i + 1], positions[i + 2]] as const;
    });
    for (const p of corners) {
      for (let k = 0; k < 3; k++) {
        piece.min[k] = Math.min(piece.min[k], p[k]);
        piece.max[k] = Math.max(piece.max[k], p[k]);
      }
    }
    const [nx, ny, nz, area] = faceNormal(corners[0], corners[1], corners[2]);
    piece.area += area;
    if (Math.max(Math.abs(nx), Math.abs(ny), Math.abs(nz)) < OBLIQUE) piece.obliqueArea += area;
  }
  return pieces;
}

type Point = readonly [number, number, number];

/** Unit normal and twice the area. */
function faceNormal(a: Point, b: Point, c: Point): [number, number, number, number] {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const area = Math.hypot(x, y, z);
  return area > 0 ? [x / area, y / area, z / area, area] : [0, 0, 1, 0];
}
