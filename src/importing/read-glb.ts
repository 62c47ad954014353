import {
  WebIO,
  type Accessor,
  type Material,
  type Node,
  type Primitive,
  type Texture,
  type mat4,
} from '@gltf-transform/core';
import {
  KHRMaterialsUnlit,
  KHRMeshQuantization,
  KHRTextureTransform,
  type Transform,
} from '@gltf-transform/extensions';
import sharp from 'sharp';
import { UserError } from '../core/result.js';

/** Triangles of a model file in its own axes (+Y up, metres by the standard), each with one colour. */
export interface RawModel {
  /** [9 n] corners, counter-clockwise seen from outside. */
  readonly triangles: Float64Array;
  /** [3 n] sRGB, 0–1: the mean of its texture and material over the triangle. */
  readonly colours: Float64Array;
  /** [n] roughness and metallic of its material. */
  readonly roughness: Float64Array;
  readonly metallic: Float64Array;
  /** What was left out, in words. */
  readonly notes: readonly string[];
}

export const MOST_TRIANGLES = 100_000;
const MOST_DEPTH = 64;
const MOST_TEXTURE_PIXELS = 8192 * 8192;

/**
 * @param glb has passed `checkGlb`
 * @param name how messages call the file
 * @throws UserError for what cannot become an object: no triangles, too many, numbers that are not finite
 */
export async function readGlb(glb: Uint8Array, name: string): Promise<RawModel> {
  const io = new WebIO().registerExtensions([KHRMeshQuantization, KHRMaterialsUnlit, KHRTextureTransform]);
  const document = await io.readBinary(glb);
  const root = document.getRoot();
  const notes = new Set<string>();
  if (root.listAnimations().length > 0) notes.add('Its animations are left out: it stands as at rest.');
  if (root.listSkins().length > 0) notes.add('Its skin is left out: it keeps the shape it was modelled in.');

  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const placed: { primitive: Primitive; matrix: mat4 }[] = [];
  const walk = (node: Node, depth: number) => {
    if (depth > MOST_DEPTH) throw new UserError(`"${name}" nests its parts more than ${MOST_DEPTH} deep: flatten it.`);
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      placed.push({ primitive, matrix: node.getWorldMatrix() });
    }
    for (const child of node.listChildren()) walk(child, depth + 1);
  };
  for (const node of scene?.listChildren() ?? []) walk(node, 0);

  const textures = new Map<Texture, Pixels>();
  const triangles: number[] = [];
  const colours: number[] = [];
  const roughness: number[] = [];
  const metallic: number[] = [];
  for (const { primitive, matrix } of placed) {
    const position = primitive.getAttribute('POSITION');
    const corners = position && cornersOf(primitive, position.getCount());
    if (!position || corners === null) {
      notes.add('Its points and lines are left out.');
      continue;
    }
    if (primitive.listTargets().length > 0) notes.add('Its morph targets are left out.');
    if ((triangles.length + 3 * corners.length) / 9 > MOST_TRIANGLES) {
      throw new UserError(`"${name}" has more than ${MOST_TRIANGLES} triangles: thin its mesh (Blender: Decimate).`);
    }
    const material = primitive.getMaterial();
    const shade = await shaderOf(primitive, material, textures, name);
    const mirrored = determinant(matrix) < 0;
    for (let t = 0; t < corners.length; t += 3) {
      const [a, b, c] = mirrored
        ? [corners[t], corners[t + 2], corners[t + 1]]
        : [corners[t], corners[t + 1], corners[t + 2]];
      for (const v of [a, b, c]) {
        if (!(v < position.getCount()))
          throw new UserError(`"${name}" names vertices it does not have: export it again.`);
        for (const value of transformed(matrix, position, v)) {
          if (!Number.isFinite(value))
            throw new UserError(`"${name}" has a vertex that is not a finite number: mend its mesh.`);
          triangles.push(value);
        }
      }
      colours.push(...shade(a, b, c));
      roughness.push(material?.getRoughnessFactor() ?? 0.6);
      metallic.push(material?.getMetallicFactor() ?? 0);
    }
  }
  if (triangles.length === 0) throw new UserError(`"${name}" has no triangles: export the object's mesh.`);
  return {
    triangles: Float64Array.from(triangles),
    colours: Float64Array.from(colours),
    roughness: Float64Array.from(roughness),
    metallic: Float64Array.from(metallic),
    notes: [...notes],
  };
}

/** Corner indices of triangles, strips and fans; null for points and lines. */
function cornersOf(primitive: Primitive, vertices: number): number[] | null {
  const indices = primitive.getIndices();
  const list = indices
    ? Array.from({ length: indices.getCount() }, (_, i) => indices.getScalar(i))
    : Array.from({ length: vertices }, (_, i) => i);
  const mode = primitive.getMode();
  if (mode === 4) return list.slice(0, list.length - (list.length % 3));
  const result: number[] = [];
  if (mode === 5) {
    for (let i = 2; i < list.length; i++) {
      result.push(...(i % 2 === 0 ? [list[i - 2], list[i - 1]] : [list[i - 1], list[i - 2]]), list[i]);
    }
    return result;
  }
  if (mode === 6) {
    for (let i = 2; i < list.length; i++) result.push(list[0], list[i - 1], list[i]);
    return result;
  }
  return null;
}

function transformed(m: mat4, position: Accessor, v: number): [number, number, number] {
  const [x, y, z] = elementOf(position, v);
  return [
    m[0] * x + m[4] * y + m[8] * z + m[12],
    m[1] * x + m[5] * y + m[9] * z + m[13],
    m[2] * x + m[6] * y + m[10] * z + m[14],
  ];
}

const elementOf = (accessor: Accessor, i: number): number[] => accessor.getElement(i, [] as number[]);

const determinant = (m: mat4): number =>
  m[0] * (m[5] * m[10] - m[6] * m[9]) - m[4] * (m[1] * m[10] - m[2] * m[9]) + m[8] * (m[1] * m[6] - m[2] * m[5]);

interface Pixels {
  /** [height * width * 4] sRGB. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

type Shade = (a: number, b: number, c: number) => [number, number, number];

/** Where within a triangle its texture is read: the middle, and half way to each corner. */
const SAMPLES: readonly (readonly [number, number, number])[] = [
  [1 / 3, 1 / 3, 1 / 3],
  [2 / 3, 1 / 6, 1 / 6],
  [1 / 6, 2 / 3, 1 / 6],
  [1 / 6, 1 / 6, 2 / 3],
];

async function shaderOf(
  primitive: Primitive,
  material: Material | null,
  textures: Map<Texture, Pixels>,
  name: string,
): Promise<Shade> {
  const factor = material?.getBaseColorFactor() ?? [0.6, 0.6, 0.6, 1];
  const texture = material?.getBaseColorTexture() ?? null;
  const info = material?.getBaseColorTextureInfo() ?? null;
  const uv = texture && primitive.getAttribute(`TEXCOORD_${info?.getTexCoord() ?? 0}`);
  const vertexColour = primitive.getAttribute('COLOR_0');
  let pixels: Pixels | null = null;
  if (texture && uv) {
    pixels = textures.get(texture) ?? (await decode(texture, name));
    textures.set(texture, pixels);
  }
  const transform = info?.getExtension<Transform>('KHR_texture_transform') ?? null;
  return (a, b, c) => {
    const linear: [number, number, number] = [factor[0], factor[1], factor[2]];
    if (pixels && uv) {
      const sum = [0, 0, 0];
      const [ua, ub, uc] = [a, b, c].map((v) => moved(elementOf(uv, v), transform));
      for (const [x, y, z] of SAMPLES) {
        const texel = texelAt(pixels, x * ua[0] + y * ub[0] + z * uc[0], x * ua[1] + y * ub[1] + z * uc[1]);
        for (let k = 0; k < 3; k++) sum[k] += toLinear(texel[k]) / SAMPLES.length;
      }
      for (let k = 0; k < 3; k++) linear[k] *= sum[k];
    }
    if (vertexColour) {
      const corners = [a, b, c].map((v) => elementOf(vertexColour, v));
      for (let k = 0; k < 3; k++) linear[k] *= (corners[0][k] + corners[1][k] + corners[2][k]) / 3;
    }
    return linear.map((value) => toSrgb(Math.min(1, Math.max(0, value)))) as [number, number, number];
  };
}

async function decode(texture: Texture, name: string): Promise<Pixels> {
  const bytes = texture.getImage();
  if (!bytes) throw new UserError(`"${name}" has a texture without an image: export it again with its textures.`);
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_TEXTURE_PIXELS })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (cause) {
    throw new UserError(`"${name}" has a texture that is no readable PNG or JPEG: export it again with its textures.`, {
      cause,
    });
  }
}

function moved([u, v]: number[], transform: Transform | null): [number, number] {
  if (transform === null) return [u, v];
  const [sx, sy] = transform.getScale();
  const [ox, oy] = transform.getOffset();
  const [c, s] = [Math.cos(transform.getRotation()), Math.sin(transform.getRotation())];
  return [c * sx * u + s * sy * v + ox, -s * sx * u + c * sy * v + oy];
}

/** Nearest texel, repeated beyond the image. */
function texelAt({ data, width, height }: Pixels, u: number, v: number): [number, number, number] {
  if (!Number.isFinite(u) || !Number.isFinite(v)) return [0.5, 0.5, 0.5];
  const x = Math.min(width - 1, Math.floor((u - Math.floor(u)) * width));
  const y = Math.min(height - 1, Math.floor((v - Math.floor(v)) * height));
  const at = 4 * (y * width + x);
  return [data[at] / 255, data[at + 1] / 255, data[at + 2] / 255];
}

const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const toSrgb = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
