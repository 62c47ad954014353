import type { Rng } from '../random.js';
import { JOINT_LIMITS, jointDistance, mixJoints, type JointVector } from './arm.js';
import { isLineFree, type IsFree, type Way } from './way.js';

// RRT-Connect (Kuffner & LaValle, ICRA 2000): two trees grow towards each other, one step at random, one greedily.

/** Longest edge of a tree, radians. */
const EDGE = 0.35;
const MAX_NODES = 600;
/** Configurations drawn at most: a start that is boxed in grows no tree at all. */
const MAX_DRAWS = 400;
/** The base, wrist and rolls are not drawn from their whole range: ways over the back or twice around are no use. */
const DRAWN = JOINT_LIMITS.map(([low, high], j) => (j === 0 ? [-1.9, 1.9] : j === 5 ? [-3.5, 3.5] : [low, high]));
const SHORTCUTS = 40;

interface Node {
  readonly joints: JointVector;
  readonly parent: Node | null;
}

/**
 * A free way between two configurations.
 *
 * @returns null when none was found within the number of tries
 */
export function connect(from: JointVector, to: JointVector, isFree: IsFree, rng: Rng): Way | null {
  if (!isFree(from) || !isFree(to)) return null;
  if (isLineFree(from, to, isFree)) return [from, to];
  let near: Node[] = [{ joints: from, parent: null }];
  let far: Node[] = [{ joints: to, parent: null }];
  let swapped = false;
  for (let draws = 0; draws < MAX_DRAWS && near.length + far.length < MAX_NODES; draws++) {
    const drawn = DRAWN.map(([low, high]) => rng.range(low, high)) as unknown as JointVector;
    const grown = grow(near, drawn, isFree);
    if (grown) {
      let reached: Node | null = null;
      for (;;) {
        reached = grow(far, grown.joints, isFree);
        if (!reached || jointDistance(reached.joints, grown.joints) < 1e-9) break;
      }
      if (reached) {
        const [a, b] = swapped ? [reached, grown] : [grown, reached];
        return shorten([...trace(a).reverse(), ...trace(b).slice(1)], isFree, rng);
      }
    }
    [near, far] = [far, near];
    swapped = !swapped;
  }
  return null;
}

/** The tree's nearest node, one edge further towards a configuration; null when that edge is blocked. */
function grow(tree: Node[], towards: JointVector, isFree: IsFree): Node | null {
  let nearest = tree[0];
  let least = Infinity;
  for (const node of tree) {
    const d = jointDistance(node.joints, towards);
    if (d < least) [nearest, least] = [node, d];
  }
  const joints = least <= EDGE ? towards : mixJoints(nearest.joints, towards, EDGE / least);
  if (least === 0) return nearest;
  if (!isLineFree(nearest.joints, joints, isFree)) return null;
  const node = { joints, parent: nearest };
  tree.push(node);
  return node;
}

function trace(node: Node): JointVector[] {
  const way: JointVector[] = [];
  for (let at: Node | null = node; at; at = at.parent) way.push(at.joints);
  return way;
}

/** Pieces of the way are replaced by straight lines where those are free. */
function shorten(way: JointVector[], isFree: IsFree, rng: Rng): Way {
  let current = way;
  for (let k = 0; k < SHORTCUTS && current.length > 2; k++) {
    const i = rng.int(current.length - 2);
    const j = i + 2 + rng.int(current.length - i - 2);
    if (isLineFree(current[i], current[j], isFree)) current = [...current.slice(0, i + 1), ...current.slice(j)];
  }
  return current;
}
