import type { Vec2 } from '../../core/geometry/polygon.js';
import type { Pose } from '../../core/geometry/pose.js';
import { add, scale, type Vec3 } from '../../core/geometry/vec3.js';
import { flown, lookedRound, nearestHeight, orbited, panned, zoomed, type OrbitCamera } from './orbit-camera.js';
import type { Gizmo, Handle } from './overlays/gizmo.js';
import type { Viewport } from './viewport.js';

/** Radians a drag over one CSS pixel turns the camera by. */
const TURN_SPEED = 0.006;
const ZOOM_SPEED = 0.0012;
/** Metres a second, for each metre to the target. */
const FLY_SPEED = 0.9;
/** A press that moved no further than this is a click, CSS pixels. */
const CLICK_SLACK = 4;
const NUDGE = 0.01;
const NUDGE_TURN = Math.PI / 36;
const KEY_TURN = Math.PI / 24;
const KEY_ZOOM = 1.12;

const FLY_KEYS: Readonly<Record<string, Vec3>> = {
  KeyW: [0, 0, 1],
  KeyS: [0, 0, -1],
  KeyD: [1, 0, 0],
  KeyA: [-1, 0, 0],
  KeyE: [0, 1, 0],
  KeyQ: [0, -1, 0],
};

type Press =
  | { readonly kind: 'orbit' | 'pan' | 'look' }
  | {
      readonly kind: 'object';
      readonly handle: Handle;
      readonly gizmo: Gizmo;
      readonly before: Pose;
      readonly grabbed: Vec3;
    };

/**
 * The hand in the viewport, as 3D programs have it: left drag turns, middle or shift drag shifts, right drag looks round
 * and with W A S D Q E flies, the wheel goes nearer; a click chooses; what is chosen is dragged by itself or its handles.
 */
export function listenToPointer(viewport: Viewport): void {
  const { element } = viewport;
  let press: Press | null = null;
  let [start, last]: [Vec2, Vec2] = [
    [0, 0],
    [0, 0],
  ];
  let moved = false;
  let pose: Pose | null = null;
  const held = new Set<string>();
  let flying: number | null = null;

  const at = (event: MouseEvent): Vec2 => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  function fly(before: number): void {
    flying = requestAnimationFrame((now) => {
      if (held.size === 0 || press?.kind !== 'look') {
        flying = null;
        return;
      }
      const step = (FLY_SPEED * Math.max(0.4, viewport.camera.distance) * Math.min(100, now - before)) / 1000;
      const sum = [...held].reduce<Vec3>(
        (total, key) => add(total, scale(FLY_KEYS[key] ?? [0, 0, 0], step)),
        [0, 0, 0],
      );
      viewport.setCamera(flown(viewport.camera, sum));
      fly(now);
    });
  }

  element.addEventListener('contextmenu', (event) => event.preventDefault());
  element.addEventListener('pointerdown', (event) => {
    const place = at(event);
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    [start, last, moved] = [place, place, false];
    press = pressOf(event, place);
  });

  function pressOf(event: PointerEvent, place: Vec2): Press | null {
    if (event.button === 2) return { kind: 'look' };
    if (event.button === 1 || event.shiftKey) return { kind: 'pan' };
    if (event.button !== 0 || viewport.isOnInset(place)) return null;
    const [{ selected }, { gizmo }] = [viewport.state, viewport];
    if (!gizmo || selected === null) return { kind: 'orbit' };
    const found = viewport.pick(place);
    const handle = viewport.handleAt(place, found?.id ?? null);
    const before = viewport.poseOf(selected);
    if (!handle || !before) return { kind: 'orbit' };
    return { kind: 'object', handle, gizmo, before, grabbed: grabbedAt(handle, gizmo, place, found?.point ?? null) };
  }

  function grabbedAt(handle: Handle, { base }: Gizmo, place: Vec2, point: Vec3 | null): Vec3 {
    const ray = viewport.ray(place);
    if (handle === 'slide' && point) return point;
    if (!ray) return base;
    if (handle === 'turn') {
      const t = (base[2] - ray.origin[2]) / ray.direction[2];
      return [ray.origin[0] + t * ray.direction[0], ray.origin[1] + t * ray.direction[1], base[2]];
    }
    return [base[0], base[1], nearestHeight(base, ray.origin, ray.direction)];
  }

  element.addEventListener('pointermove', (event) => {
    const place = at(event);
    if (!press) {
      viewport.hover(place);
      return;
    }
    const [dx, dy] = [place[0] - last[0], place[1] - last[1]];
    if (!moved && Math.hypot(place[0] - start[0], place[1] - start[1]) < CLICK_SLACK) return;
    moved = true;
    last = place;
    if (press.kind === 'object') {
      pose = viewport.drag(press.handle, press.gizmo, press.before, press.grabbed, place, event.shiftKey);
      return;
    }
    if (viewport.state.through !== null) viewport.leaveView();
    const { camera } = viewport;
    if (press.kind === 'orbit') viewport.setCamera(orbited(camera, -TURN_SPEED * dx, TURN_SPEED * dy));
    if (press.kind === 'look') viewport.setCamera(lookedRound(camera, -0.5 * TURN_SPEED * dx, 0.5 * TURN_SPEED * dy));
    if (press.kind === 'pan') viewport.setCamera(panned(camera, dx, dy, viewport.size[1]));
  });

  element.addEventListener('pointerup', (event) => {
    const place = at(event);
    const ended = press;
    press = null;
    held.clear();
    if (moved) {
      const { selected } = viewport.state;
      if (ended?.kind === 'object' && pose && selected !== null) viewport.watcher?.dropped(selected, pose);
      pose = null;
      return;
    }
    if (event.button !== 0) return;
    if (viewport.isOnInset(place)) viewport.watcher?.choseInset();
    else viewport.watcher?.selected(viewport.pick(place)?.id ?? null);
  });
  element.addEventListener('pointercancel', letGo);

  /** What was dragged goes back to where it was taken. */
  function letGo(): void {
    const { selected } = viewport.state;
    if (press?.kind === 'object' && selected !== null) viewport.watcher?.dropped(selected, press.before);
    press = null;
    pose = null;
    held.clear();
  }

  element.addEventListener('pointerleave', () => press ?? viewport.hover(null));

  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (viewport.state.through !== null) viewport.leaveView();
      viewport.setCamera(zoomed(viewport.camera, Math.exp(ZOOM_SPEED * event.deltaY)));
    },
    { passive: false },
  );

  element.addEventListener('keydown', (event) => {
    if (press?.kind === 'object') {
      // The hand is full: a key that undoes, deletes or nudges now would change the scene under it.
      event.stopPropagation();
      if (event.code !== 'Escape') return;
      event.preventDefault();
      letGo();
      return;
    }
    if (press?.kind === 'look' && event.code in FLY_KEYS) {
      event.preventDefault();
      event.stopPropagation();
      held.add(event.code);
      if (viewport.state.through !== null) viewport.leaveView();
      if (flying === null) fly(performance.now());
      return;
    }
    const step = event.shiftKey ? 0.1 * NUDGE : NUDGE;
    const nudges: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => nudge(-step, 0),
      ArrowRight: () => nudge(step, 0),
      ArrowUp: () => nudge(0, step),
      ArrowDown: () => nudge(0, -step),
      Comma: () => viewport.nudge([0, 0, 0], NUDGE_TURN),
      Period: () => viewport.nudge([0, 0, 0], -NUDGE_TURN),
      PageUp: () => viewport.nudge([0, 0, step], 0),
      PageDown: () => viewport.nudge([0, 0, -step], 0),
    };
    const look = (turn: (camera: OrbitCamera) => OrbitCamera) => {
      if (viewport.state.through !== null) viewport.leaveView();
      viewport.setCamera(turn(viewport.camera));
    };
    const looks: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => look((camera) => orbited(camera, -KEY_TURN, 0)),
      ArrowRight: () => look((camera) => orbited(camera, KEY_TURN, 0)),
      ArrowUp: () => look((camera) => orbited(camera, 0, KEY_TURN)),
      ArrowDown: () => look((camera) => orbited(camera, 0, -KEY_TURN)),
      Equal: () => look((camera) => zoomed(camera, 1 / KEY_ZOOM)),
      NumpadAdd: () => look((camera) => zoomed(camera, 1 / KEY_ZOOM)),
      Minus: () => look((camera) => zoomed(camera, KEY_ZOOM)),
      NumpadSubtract: () => look((camera) => zoomed(camera, KEY_ZOOM)),
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = (viewport.gizmo ? nudges[event.code] : undefined) ?? looks[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
  element.addEventListener('keyup', (event) => held.delete(event.code));

  /** Along the axis of the world that the camera has to its right, or ahead of it. */
  function nudge(right: number, ahead: number): void {
    const quarter = Math.round((viewport.camera.yaw + Math.PI) / (Math.PI / 2)) * (Math.PI / 2);
    const [c, s] = [Math.round(Math.cos(quarter)), Math.round(Math.sin(quarter))];
    viewport.nudge([c * ahead + s * right, s * ahead - c * right, 0], 0);
  }
}
