import { buildBoxTree, type BoxTree } from '../geometry/box-tree.js';
import { buildConvexBody, transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { meshDistance } from '../geometry/mesh-distance.js';
import { volumeAndCentroid } from '../geometry/mesh.js';
import { convexHullOfPositions, intersectionArea, polygonArea, type Polygon } from '../geometry/polygon.js';
import { compose, invert, transformDirection, transformPoint, transformPoints, type Pose } from '../geometry/pose.js';
import { angleDeg, horizontal, UP, type Vec3 } from '../geometry/vec3.js';
import type { MeshLibrary } from '../scene/scene-spec.js';
import type { Contact, SceneObject, SettledScene, Surface } from '../scene/settled-scene.js';

// The quantities of SPEC §1, computed once per settled scene and kept.

export interface Interval {
  readonly min: number;
  readonly max: number;
}

/** Closest points of two meshes, world. */
export interface SurfaceDistance {
  readonly distance: number;
  readonly pointA: Vec3;
  readonly pointB: Vec3;
}

/** The space an object holds: a closed mesh in world, capped at its opening. */
export class CavityGeometry {
  #tree: BoxTree | null = null;

  constructor(
    readonly vertices: Float64Array,
    readonly indices: Uint32Array,
    /** Outward normal of the opening, world; null when the record names none. */
    readonly opening: Vec3 | null,
  ) {}

  get tree(): BoxTree {
    return (this.#tree ??= buildBoxTree(this.vertices, this.indices));
  }
}

/** A front further than this from upright says nothing about horizontal directions (SPEC §3.1). */
const MAX_FRONT_TILT_DEG = 30;

/** One object of a settled scene, in world. Costly quantities are computed when first asked for. */
export class ObjectGeometry {
  /** [3 n] mesh vertices, world. */
  readonly vertices: Float64Array;
  /** [3 m] */
  readonly indices: Uint32Array;
  /** Centre of the OBB (c_O of SPEC). */
  readonly center: Vec3;
  /** Centre of mass, world. */
  readonly massCenter: Vec3;
  /** The object's up axis, world. */
  readonly up: Vec3;
  /** Horizontal part of the front axis, unit, world; null without a front or when the object is tilted more than 30°. */
  readonly front: Vec3 | null;
  /** S_O(Z): lowest and highest vertex. */
  readonly vertical: Interval;
  readonly cavity: CavityGeometry | null;
  #tree: BoxTree | null = null;
  #parts: readonly ConvexBody[] | null = null;
  #footprint: Polygon | null = null;
  #footprintBox: { readonly x: Interval; readonly y: Interval } | null = null;
  #footprintArea = -1;
  #volume = -1;

  constructor(
    readonly record: SceneObject,
    meshes: MeshLibrary,
  ) {
    const mesh = meshOf(meshes, record.mesh, record);
    this.vertices = transformPoints(record.worldFromObject, mesh.positions, record.scale);
    this.indices = mesh.indices;
    this.center = record.obb.center;
    this.massCenter = transformPoint(record.worldFromObject, record.massCenter);
    this.up = transformDirection(record.worldFromObject, record.up);
    const front = record.front && transformDirection(record.worldFromObject, record.front);
    this.front = front && angleDeg(this.up, UP) <= MAX_FRONT_TILT_DEG ? horizontal(front) : null;
    this.vertical = intervalAlong(this.vertices, UP);
    if (record.cavity === null) {
      this.cavity = null;
    } else {
      // RECORDS: scale is already applied to the cavity's mesh.
      const cavity = meshOf(meshes, record.cavity, record);
      this.cavity = new CavityGeometry(
        transformPoints(record.worldFromObject, cavity.positions),
        cavity.indices,
        record.opening && transformDirection(record.worldFromObject, record.opening),
      );
    }
  }

  get tree(): BoxTree {
    return (this.#tree ??= buildBoxTree(this.vertices, this.indices));
  }

  /** Convex parts, world. */
  get convexParts(): readonly ConvexBody[] {
    return (this.#parts ??= this.record.parts.map((part) =>
      transformConvexBody(this.record.worldFromObject, bodyOf(part.vertices)),
    ));
  }

  /**
   * S_O(d) of SPEC: extent of the mesh along a unit direction. Horizontal directions walk the footprint's
   * few corners (the extreme vertices are among them); +Z is kept; only others walk the whole mesh.
   */
  support(d: Vec3): Interval {
    if (d[2] === 0) return this.#horizontalSupport(d[0], d[1]);
    if (d[0] === 0 && d[1] === 0) {
      const { min, max } = this.vertical;
      return d[2] > 0 ? { min: min * d[2], max: max * d[2] } : { min: max * d[2], max: min * d[2] };
    }
    return intervalAlong(this.vertices, d);
  }

  /** Convex hull of the vertices' (x, y), counter-clockwise (F_O of SPEC). */
  get footprint(): Polygon {
    return (this.#footprint ??= convexHullOfPositions(this.vertices));
  }

  get footprintArea(): number {
    if (this.#footprintArea < 0) this.#footprintArea = Math.abs(polygonArea(this.footprint));
    return this.#footprintArea;
  }

  /** The footprint's box along world x and y. */
  get footprintBox(): { readonly x: Interval; readonly y: Interval } {
    return (this.#footprintBox ??= { x: this.#horizontalSupport(1, 0), y: this.#horizontalSupport(0, 1) });
  }

  /** Larger side of the footprint's box along world x and y. */
  get footprintSide(): number {
    const { x, y } = this.footprintBox;
    return Math.max(x.max - x.min, y.max - y.min);
  }

  /** Height, along Z. */
  get height(): number {
    return this.vertical.max - this.vertical.min;
  }

  /** Diagonal of the OBB. */
  get diagonal(): number {
    return 2 * Math.hypot(...this.record.obb.halfExtents);
  }

  /** Longest side of the OBB. */
  get largestExtent(): number {
    return 2 * Math.max(...this.record.obb.halfExtents);
  }

  /** Volume of the solid mesh; meaningful for closed meshes only. */
  get volume(): number {
    if (this.#volume < 0) this.#volume = Math.abs(volumeAndCentroid(this.vertices, this.indices).volume);
    return this.#volume;
  }

  get obbVolume(): number {
    const [x, y, z] = this.record.obb.halfExtents;
    return 8 * x * y * z;
  }

  #horizontalSupport(dx: number, dy: number): Interval {
    const corners = this.footprint;
    let min = Infinity;
    let max = -Infinity;
    for (let i = 0; i < corners.length; i++) {
      const value = corners[i][0] * dx + corners[i][1] * dy;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    return { min, max };
  }
}

/** Hulls of parts by their corners: the same few things stand in scene after scene. */
const bodies = new Map<string, ConvexBody>();
const MOST_BODIES = 1000;

function bodyOf(vertices: SceneObject['parts'][number]['vertices']): ConvexBody {
  const key = vertices.join();
  let body = bodies.get(key);
  if (!body) {
    if (bodies.size >= MOST_BODIES) bodies.clear();
    bodies.set(key, (body = buildConvexBody(vertices)));
  }
  return body;
}

/** A settled scene with its objects' meshes placed in world. */
export class SceneGeometry {
  /** In the order of ids. */
  readonly objects: readonly ObjectGeometry[];
  /** The scene as it settled, of which this one is imagined; itself where nothing is imagined. */
  readonly settled: SceneGeometry;
  readonly #byId = new Map<number, ObjectGeometry>();
  readonly #distances = new Map<number, SurfaceDistance>();
  readonly #overlaps = new Map<number, number>();
  readonly #contacts = new Map<number, Contact[]>();
  readonly #contactsOf = new Map<number, Contact[]>();

  constructor(
    readonly scene: SettledScene,
    private readonly meshes: MeshLibrary,
    /** Margins of SPEC §10 are taken times this. */
    readonly marginScale = 1,
    /** The same meshes in another scene: what it knows of objects whose records are the very same is taken over. */
    known: SceneGeometry | null = null,
    /** Of a scene that is imagined: the one that it is imagined from. */
    settled?: SceneGeometry,
  ) {
    this.settled = settled ?? this;
    this.objects = [...scene.objects]
      .sort((a, b) => a.id - b.id)
      .map((record) => {
        const before = known === null ? undefined : known.#byId.get(record.id);
        return before?.record === record ? before : new ObjectGeometry(record, meshes);
      });
    for (const object of this.objects) this.#byId.set(object.record.id, object);
    for (const contact of scene.contacts) {
      push(this.#contacts, pairKey(contact.a, contact.b), contact);
      push(this.#contactsOf, contact.a, contact);
      push(this.#contactsOf, contact.b, contact);
    }
  }

  /** The scene with one object imagined elsewhere: its contacts are gone, what it stands on is for the caller to know. */
  withMoved(id: number, worldFromObject: Pose): SceneGeometry {
    const { record } = this.object(id);
    const carried = compose(worldFromObject, invert(record.worldFromObject));
    const obb = {
      ...record.obb,
      center: transformPoint(carried, record.obb.center),
      orientation: worldFromObject.orientation,
    };
    const moved = { ...record, worldFromObject, obb };
    const scene: SettledScene = {
      ...this.scene,
      objects: this.scene.objects.map((object) => (object.id === id ? moved : object)),
      contacts: this.scene.contacts.filter(({ a, b }) => a !== id && b !== id),
    };
    return new SceneGeometry(scene, this.meshes, this.marginScale, this, this.settled);
  }

  /** The same scene, asked with other margins. */
  withMarginScale(scale: number): SceneGeometry {
    return scale === this.marginScale ? this : new SceneGeometry(this.scene, this.meshes, scale);
  }

  /** The same scene with some records replaced; unchanged objects keep what was computed of them. */
  withScene(scene: SettledScene): SceneGeometry {
    return new SceneGeometry(scene, this.meshes, this.marginScale, this);
  }

  /** @throws RangeError for an id that is not in the scene */
  object(id: number): ObjectGeometry {
    const object = this.#byId.get(id);
    if (!object) throw new RangeError(`Scene "${this.scene.id}" has no object ${id}.`);
    return object;
  }

  /** d_surf of SPEC with the points where it is reached. */
  surfaceDistance(a: number, b: number): SurfaceDistance {
    const key = pairKey(a, b);
    const [first, second] = a < b ? [a, b] : [b, a];
    let found = this.#distances.get(key);
    if (!found) {
      found = meshDistance(this.object(first).tree, this.object(second).tree);
      this.#distances.set(key, found);
    }
    return a === first ? found : { distance: found.distance, pointA: found.pointB, pointB: found.pointA };
  }

  /** foot(A, B) of SPEC: shared footprint area over the smaller footprint's, 0–1. */
  footprintOverlap(a: number, b: number): number {
    const key = pairKey(a, b);
    let overlap = this.#overlaps.get(key);
    if (overlap === undefined) {
      // Always in the same order: the last bit must not depend on who asked first.
      overlap = footprintOverlap(this.object(Math.min(a, b)), this.object(Math.max(a, b)));
      this.#overlaps.set(key, overlap);
    }
    return overlap;
  }

  /** Contacts listed between two objects, whichever supports the other. */
  contactsBetween(a: number, b: number): readonly Contact[] {
    return this.#contacts.get(pairKey(a, b)) ?? NO_CONTACTS;
  }

  /** Contacts an object takes part in, as supported body or as support. */
  contactsOf(id: number): readonly Contact[] {
    return this.#contactsOf.get(id) ?? NO_CONTACTS;
  }

  surfacesOf(ownerId: number): readonly Surface[] {
    return this.scene.surfaces.filter((surface) => surface.owner === ownerId);
  }
}

const NO_CONTACTS: readonly Contact[] = [];

/** Shared area of two footprints over the smaller one's; a footprint without area shares all or nothing by its box. */
export function footprintOverlap(a: ObjectGeometry, b: ObjectGeometry): number {
  const [p, q] = [a.footprintBox, b.footprintBox];
  if (p.x.max <= q.x.min || q.x.max <= p.x.min || p.y.max <= q.y.min || q.y.max <= p.y.min) return 0;
  const smaller = Math.min(a.footprintArea, b.footprintArea);
  if (smaller <= 1e-12) return 0;
  return Math.min(1, intersectionArea(a.footprint, b.footprint) / smaller);
}

/** One number for an unordered pair of ids (ids are below 65536). */
export const pairKey = (a: number, b: number): number => (a < b ? a * 65536 + b : b * 65536 + a);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function meshOf(meshes: MeshLibrary, name: string, record: SceneObject) {
  const mesh = meshes.get(name);
  if (!mesh) throw new RangeError(`Object ${record.id} (${record.name}): mesh ${name} is not among the meshes given.`);
  return mesh;
}

/** @param vertices [3 n] */
function intervalAlong(vertices: Float64Array, d: Vec3): Interval {
  const [dx, dy, dz] = d;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < vertices.length; i += 3) {
    const value = vertices[i] * dx + vertices[i + 1] * dy + vertices[i + 2] * dz;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}
