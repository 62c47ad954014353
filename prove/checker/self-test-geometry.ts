import { deflateSync } from 'node:zlib';
import type { Vec3 } from './vec.ts';
import { deltaE2000 } from './colour.ts';
import { expect, near } from './expecting.ts';
import { decodePng } from './files.ts';
import { axisGap, convexFrom, hullTriangles, width } from './hull3.ts';
import { boxMesh } from './made-by-hand.ts';
import { area, clip, convexHull, intersectionArea, minAreaRect } from './polygon.ts';
import { decodeRle } from './rle.ts';
import { buildTree, isInside, pointDistance, treeDistance, trianglesOf } from './tree.ts';
import { add, columns, mul } from './vec.ts';

// --- geometry

const at = (size: Vec3, center: Vec3) => {
  const mesh = boxMesh(size);
  const vertices = mesh.vertices.map((v, i) => v + center[i % 3]);
  return buildTree(trianglesOf({ vertices, indices: mesh.indices }));
};
near('box to box', treeDistance(at([1, 1, 1], [0, 0, 0]), at([1, 1, 1], [2, 0.3, 0])).distance, 1);
near('edge to edge', treeDistance(at([1, 1, 1], [0, 0, 0]), at([1, 1, 1], [2, 2, 0])).distance, Math.SQRT2);
near('corner to corner', treeDistance(at([1, 1, 1], [0, 0, 0]), at([1, 1, 1], [2, 2, 2])).distance, Math.sqrt(3));
near('boxes meeting', treeDistance(at([1, 1, 1], [0, 0, 0]), at([1, 1, 1], [0.5, 0.5, 0.5])).distance, 0);
near('box within box, surfaces apart', treeDistance(at([3, 3, 3], [0, 0, 0]), at([1, 1, 1], [0, 0, 0])).distance, 1);
near('point to box', pointDistance(at([1, 1, 1], [0, 0, 0]), [2, 0, 0]), 1.5);
expect(
  'inside',
  isInside(at([1, 1, 1], [0, 0, 0]), [0.4, -0.4, 0.4]) && !isInside(at([1, 1, 1], [0, 0, 0]), [0.6, 0, 0]),
);
const corners = (size: Vec3, center: Vec3): Vec3[] =>
  [...Array(8).keys()].map((i) =>
    add(center, [((i & 1) - 0.5) * size[0], (((i >> 1) & 1) - 0.5) * size[1], ((i >> 2) - 0.5) * size[2]]),
  );
const unitBox = convexFrom(corners([1, 1, 1], [0, 0, 0]));
expect(
  'hull of a box',
  unitBox.normals.length === 6 && unitBox.edges.length === 3 && hullTriangles(unitBox).length === 12,
  `${unitBox.normals.length} faces, ${unitBox.edges.length} edges`,
);
near('penetration', axisGap(unitBox, convexFrom(corners([1, 1, 1], [0.7, 0.1, 0]))), -0.3);
near('thickness', width(convexFrom(corners([1, 0.02, 1], [0, 0, 0]))), 0.02);
const turned = corners([1, 1, 1], [0, 0, 0]).map((v): Vec3 => {
  const [x, y, z] = columns([0, 0, Math.sin(Math.PI / 8), Math.cos(Math.PI / 8)]);
  return add(add(mul(x, v[0]), mul(y, v[1])), add(mul(z, v[2]), [0.5 + Math.SQRT1_2 - 0.1, 0, 0]));
});
near('penetration by an edge', axisGap(unitBox, convexFrom(turned)), -0.1);
const square = convexHull([
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0.5, 0.5],
  [0.5, 0],
]);
expect('hull of a square', square.length === 4 && Math.abs(area(square) - 1) < 1e-12);
near(
  'overlap of squares',
  intersectionArea(
    square,
    square.map(([x, y]) => [x + 0.25, y + 0.5] as const),
  ),
  0.375,
);
const ell = [
  [0, 0],
  [2, 0],
  [2, 1],
  [1, 1],
  [1, 2],
  [0, 2],
] as const;
near(
  'L clipped by a square',
  Math.abs(
    area(
      clip(
        ell,
        square.map(([x, y]) => [x + 0.5, y + 0.5] as const),
      ),
    ),
  ),
  0.75,
);
near(
  'rectangle round a turned square',
  minAreaRect([
    [0, 1],
    [1, 0],
    [2, 1],
    [1, 2],
  ])[1],
  Math.SQRT2,
);
near('ΔE2000, Sharma 1', deltaE2000([50, 2.6772, -79.7751], [50, 0, -82.7485]), 2.0425, 1e-4);
near('ΔE2000, Sharma 19', deltaE2000([50, 2.5, 0], [73, 25, -18]), 27.1492, 1e-4);
near('ΔE2000, Sharma 34', deltaE2000([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514]), 0.9082, 1e-4);
expect(
  'RLE',
  [...decodeRle({ size: [2, 3], counts: [1, 2, 3] })].join('') === '010100',
  [...decodeRle({ size: [2, 3], counts: [1, 2, 3] })].join(''),
);
// pycocotools: encode of a 3×3 mask with only its middle set gives counts 4, 1, 4 → "414".
expect('RLE, compressed', [...decodeRle({ size: [3, 3], counts: '414' })].join('') === '000010000');
const crcless = (type: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, body.length]), Buffer.from(type), body, Buffer.alloc(4)]);
const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 16, 0, 0, 0, 0]);
const picture = decodePng(
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    crcless('IHDR', header),
    crcless('IDAT', deflateSync(Buffer.from([0, 1, 2, 3, 4, 2, 0, 1, 0, 255]))),
    crcless('IEND', Buffer.alloc(0)),
  ]),
);
expect('PNG, 16 bits, filter up', [...picture.data].join() === '258,772,259,771', [...picture.data].join());
