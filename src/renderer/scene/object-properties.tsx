import { withMinus } from '../../core/minus-sign.js';
import { useStore } from '../store.js';
import { session } from './scene-session.js';

/** What the selected object is and where it stands. */
export function ObjectProperties() {
  const { scene, spec, poses, selected } = useStore(session, (state) => state);
  const object = (scene ?? spec)?.objects.find(({ id }) => id === selected);
  if (!object) return <p className="scene-hint">Select an object here or in the viewport to see what it is.</p>;
  const { position, orientation } = poses?.get(object.id) ?? object.worldFromObject;
  const box = scene?.objects.find(({ id }) => id === selected)?.obb;
  const [x, y, z, w] = orientation;
  const yaw = (Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) * 180) / Math.PI;
  const under = scene?.contacts.filter(({ a, share }) => a === object.id && share > 0).map(({ b }) => b) ?? [];
  const carrier = [...new Set(under)].map((id) => scene?.objects.find((other) => other.id === id)?.name ?? id);
  return (
    <dl className="scene-properties" aria-label="Properties">
      <Row name="object">{object.asset}</Row>
      <Row name="position">{position.map((value) => withMinus(value.toFixed(3))).join(', ')} m</Row>
      <Row name="yaw">{withMinus(yaw.toFixed(1))}°</Row>
      {box && <Row name="size">{box.halfExtents.map((half) => (2 * half).toFixed(3)).join(' × ')} m</Row>}
      <Row name="mass">{object.mass.toFixed(3)} kg</Row>
      <Row name="front">{object.front === null ? 'none' : object.leftRight}</Row>
      {carrier.length > 0 && <Row name="stands on">{carrier.join(', ')}</Row>}
      <Row name="material">
        {object.attributes.colour} {object.attributes.material}
      </Row>
    </dl>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
