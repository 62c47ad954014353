import { createHash } from 'node:crypto';
import type { AssetModel } from '../core/assets/asset.js';
import { findCavity } from '../core/assets/derive/find-cavity.js';
import { findSurfaces } from '../core/assets/derive/find-surfaces.js';
import { isClosed } from '../core/assets/derive/is-closed.js';
import type { ImportedAssetRecord } from '../core/assets/imported-asset.js';
import { buildConvexBody, convexVolume } from '../core/geometry/convex.js';
import { bounds, volumeAndCentroid } from '../core/geometry/mesh.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { UserError } from '../core/result.js';
import type { Material } from '../core/scene/material.js';
import { checkGlb } from './check-glb.js';
import { clusterColours } from './cluster-colours.js';
import { colliderParts } from './collider-parts.js';
import type { ImportOptions } from './import-options.js';
import { objectMesh } from './object-mesh.js';
import { readGlb } from './read-glb.js';

/** Things no longer than this stand on tables, metres. */
const TABLETOP = 0.6;
/** Voxels of a cavity (SPEC §4), metres. */
const VOXEL = { tabletop: 0.005, furniture: 0.02 } as const;
/** Parts that stick out further than this share of the object's longest side would push away what does not touch it. */
const WORST_FIT = 0.12;

/** A model ready to be written as an asset folder. */
export interface ImportedModel {
  readonly model: AssetModel;
  readonly record: ImportedAssetRecord;
}

/**
 * A model file as an object of the library: checked, scaled, turned to our axes, with convex parts to collide with,
 * support surfaces and cavity found on its mesh.
 *
 * @throws UserError: one sentence for a file that cannot be used
 */
export async function importModel(glb: Uint8Array, options: ImportOptions): Promise<ImportedModel> {
  const { file } = options;
  await checkGlb(glb, file);
  const raw = await readGlb(glb, file);
  const colours = clusterColours(raw);
  const materials = colours.materials.map(({ colour, roughness, metallic }, i): Material => ({
    name: `colour ${i + 1}`,
    colour: colour.map((c) => Math.round(c * 1e4) / 1e4) as unknown as Vec3,
    roughness: Math.round(roughness * 100) / 100,
    metallic: Math.round(metallic * 100) / 100,
    texture: 'plain',
  }));
  const mesh = objectMesh(raw, colours.ofTriangle, materials.length, options);
  const { min, max } = bounds(mesh.positions);
  const size: Vec3 = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
  const longest = Math.max(...size);
  const kind = options.kind ?? (longest <= TABLETOP ? 'tabletop' : 'furniture');
  const solid = isClosed(mesh);

  const collider = await colliderParts(mesh);
  if (collider.parts.length === 0)
    throw new UserError(`"${file}" is flat: nothing can collide with it, give it thickness.`);
  if (collider.outside > WORST_FIT * longest) {
    const out = `convex parts ${solid ? 'of it' : 'around its pieces'} stick out by ${(100 * collider.outside).toFixed(1)} cm`;
    throw new UserError(
      solid
        ? `"${file}" is too hollow to be cut into ${collider.parts.length} parts, ${out}: make it of fewer, thicker pieces.`
        : `"${file}" is not closed, and ${out}: close its mesh (Blender: Mesh > Clean Up > Fill Holes).`,
    );
  }
  const filled = collider.parts.map((corners) => buildConvexBody(corners));
  const { volume, centroid } = solid ? volumeAndCentroid(mesh.positions, mesh.indices) : middleOfParts(filled);
  const cavity = findCavity(mesh, VOXEL[kind]);
  const surfaces = findSurfaces(mesh);
  const shared = {
    mass: options.density * volume,
    massCenter: centroid,
    front: options.front === null ? null : ([1, 0, 0] as Vec3),
    symmetry: options.symmetry,
    leftRight: options.leftRight,
    materials,
    parts: collider.parts.map((vertices) => ({ vertices })),
    solid,
    friction: options.friction,
    opening: cavity?.opening ?? null,
  };
  const model: AssetModel = {
    category: options.category,
    asset: `${options.category}/${options.variant}`,
    mesh,
    up: [0, 0, 1],
    surfaces,
    cavity: cavity?.mesh ?? null,
    ...shared,
  };
  const record: ImportedAssetRecord = {
    schema: 'vantage/asset@1',
    category: options.category,
    kind,
    nouns: options.nouns,
    hypernyms: options.hypernyms,
    material: options.material,
    licence: options.licence,
    source: { file, sha256: createHash('sha256').update(glb).digest('hex'), note: options.note },
    size,
    ...shared,
    surfaces: surfaces.map(({ clearance, ...surface }) => ({
      ...surface,
      clearance: Number.isFinite(clearance) ? clearance : null,
    })),
    fit: { outside: collider.outside, inside: collider.inside },
    notes: [...raw.notes, ...collider.notes],
  };
  return { model, record };
}

function middleOfParts(parts: readonly ReturnType<typeof buildConvexBody>[]): { volume: number; centroid: Vec3 } {
  let volume = 0;
  const sum: [number, number, number] = [0, 0, 0];
  for (const part of parts) {
    const own = convexVolume(part);
    volume += own;
    const corners = part.vertices.length / 3;
    for (let i = 0; i < part.vertices.length; i++) sum[i % 3] += (own * part.vertices[i]) / corners;
  }
  return { volume, centroid: [sum[0] / volume, sum[1] / volume, sum[2] / volume] };
}
