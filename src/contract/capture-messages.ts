import type { CameraView } from '../core/camera/pinhole.js';
import type { CapturedFrame } from '../core/edges.js';
import type { MeshGroup, SurfaceMesh } from '../core/geometry/mesh.js';
import type { Material } from '../core/scene/material.js';
import type { Lighting, SceneObject } from '../core/scene/settled-scene.js';

// What crosses between the host and the capture page. The page answers requests in the order they come, one answer each:
// `scene` and `meshes` with `SceneReply`, `frame` with one binary frame, anything that fails with `FaultReply`.

export type DrawnObject = Pick<
  SceneObject,
  'id' | 'mesh' | 'scale' | 'worldFromObject' | 'solid' | 'structure' | 'materials'
>;

export interface SceneRequest {
  readonly kind: 'scene';
  readonly objects: readonly DrawnObject[];
  readonly lighting: Lighting;
}

export interface FrameRequest {
  readonly kind: 'frame';
  readonly view: CameraView;
  readonly depthUnit: number;
  readonly normals: boolean;
  readonly antialias: boolean;
}

export type CaptureRequest = SceneRequest | FrameRequest;

/** Sent once when the page is ready to draw. */
export interface ReadyReply {
  readonly kind: 'ready';
  /** GL renderer string and Babylon version. */
  readonly description: string;
}

/** Meshes the page does not have: send them as one binary message. Empty: the scene is set. */
export interface SceneReply {
  readonly kind: 'scene';
  readonly missing: readonly string[];
}

export interface FaultReply {
  readonly kind: 'fault';
  readonly message: string;
}

export type CaptureReply = ReadyReply | SceneReply | FaultReply;

/** A mesh to draw; `textures` is the pattern of each material index, which decides how it is laid on the surface. */
export interface DrawnMesh {
  readonly hash: string;
  readonly mesh: SurfaceMesh;
  readonly textures: readonly Material['texture'][];
}

interface MeshHeader {
  readonly hash: string;
  readonly vertices: number;
  readonly indices: number;
  readonly groups: readonly MeshGroup[];
  readonly textures: readonly Material['texture'][];
}

/** Little-endian: header length, JSON header, padding to 4 bytes, then positions, normals and indices of each mesh. */
export function encodeMeshes(meshes: readonly DrawnMesh[]): Uint8Array<ArrayBuffer> {
  const headers: MeshHeader[] = meshes.map(({ hash, mesh, textures }) => ({
    hash,
    vertices: mesh.positions.length / 3,
    indices: mesh.indices.length,
    groups: mesh.groups,
    textures,
  }));
  const header = new TextEncoder().encode(JSON.stringify(headers));
  const start = align4(4 + header.length);
  const size = headers.reduce((sum, mesh) => sum + 24 * mesh.vertices + 4 * mesh.indices, start);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let offset = start;
  for (const { mesh } of meshes) {
    for (const array of [mesh.positions, mesh.normals, mesh.indices]) {
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
      offset += array.byteLength;
    }
  }
  return bytes;
}

export function decodeMeshes(buffer: ArrayBuffer): DrawnMesh[] {
  const length = new DataView(buffer).getUint32(0, true);
  const headers = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as readonly MeshHeader[];
  let offset = align4(4 + length);
  return headers.map(({ hash, vertices, indices, groups, textures }) => {
    const positions = new Float32Array(buffer, offset, 3 * vertices);
    const normals = new Float32Array(buffer, offset + 12 * vertices, 3 * vertices);
    const index = new Uint32Array(buffer, offset + 24 * vertices, indices);
    offset += 24 * vertices + 4 * indices;
    return { hash, mesh: { positions, normals, indices: index, groups }, textures };
  });
}

const FRAME_HEADER = 16;
const WIDE_IDS = 1;
const WITH_NORMALS = 2;

/**
 * Byte offsets of a frame message: u32 width, height, flags, zero; then depth (u16), ids (u16 or u8), rgb, normals.
 * Ids take a byte each while none exceeds 255: moving bytes out of the page is a good part of a frame's cost.
 */
export function frameLayout(width: number, height: number, wideIds: boolean, normals: boolean) {
  const pixels = width * height;
  const ids = FRAME_HEADER + 2 * pixels;
  const rgb = ids + (wideIds ? 2 : 1) * pixels;
  const normalsStart = rgb + 3 * pixels;
  return {
    pixels,
    depth: FRAME_HEADER,
    ids,
    rgb,
    normals: normalsStart,
    size: normalsStart + (normals ? 3 * pixels : 0),
  };
}

export function writeFrameHeader(
  buffer: ArrayBuffer,
  width: number,
  height: number,
  wideIds: boolean,
  normals: boolean,
) {
  new Uint32Array(buffer, 0, 4).set([width, height, (wideIds ? WIDE_IDS : 0) | (normals ? WITH_NORMALS : 0), 0]);
}

/** @param message kept by the frame where its offset allows: copies of this size are what makes Node collect garbage */
export function decodeFrame(message: Uint8Array): CapturedFrame {
  const aligned = message.byteOffset % 4 === 0 ? message : new Uint8Array(message);
  const { buffer, byteOffset: start } = aligned;
  const [width, height, flags] = new Uint32Array(buffer, start, 4);
  const wideIds = (flags & WIDE_IDS) !== 0;
  const withNormals = (flags & WITH_NORMALS) !== 0;
  const layout = frameLayout(width, height, wideIds, withNormals);
  if (layout.size !== message.length) {
    throw new Error(`Frame of ${width}×${height} should take ${layout.size} bytes, the page sent ${message.length}.`);
  }
  const { pixels } = layout;
  return {
    width,
    height,
    rgb: new Uint8Array(buffer, start + layout.rgb, 3 * pixels),
    depth: new Uint16Array(buffer, start + layout.depth, pixels),
    ids: wideIds
      ? new Uint16Array(buffer, start + layout.ids, pixels)
      : Uint16Array.from(new Uint8Array(buffer, start + layout.ids, pixels)),
    normals: withNormals ? new Uint8Array(buffer, start + layout.normals, 3 * pixels) : null,
  };
}

const align4 = (n: number) => (n + 3) & ~3;
