import type { DrawnMesh } from '../../contract/capture-messages.js';
import { unitPixelRay, unproject, type CameraView } from '../../core/camera/pinhole.js';
import type { Vec2 } from '../../core/geometry/polygon.js';
import type { Pose } from '../../core/geometry/pose.js';
import { add, distance, length, type Vec3 } from '../../core/geometry/vec3.js';
import { createCutaway } from './cutaway.js';
import { eyeOfOrbit, framed, orbitFromView, orbitView, type OrbitCamera } from './orbit-camera.js';
import { listenToPointer } from './pointer-input.js';
import { OverlayLayer, type LaidView } from './overlay-layer.js';
import { dragged, gizmoOf, handleAt, turnedAbout, type Gizmo, type Handle, type Ray } from './overlays/gizmo.js';
import { Pacing, type Pace } from './pacing.js';
import { SceneCanvas, scaledView, type Place } from './scene-canvas.js';
import { Standing, type ShownScene } from './shown-scene.js';
import type { TruthImage } from './truth-image.js';
import { NOTHING_SHOWN, type Hovered, type ViewportState, type ViewportWatcher } from './viewport-state.js';

/** Four samples a pixel are given up where a picture at rest takes longer. */
const STILL_BUDGET = 700;
/** CSS pixels of the small picture, and from the edge. */
const INSET_WIDTH = 248;
const INSET_MARGIN = 12;

/** Of the pixels of truth that lies over a picture while something moves, a side. */
const COARSE = 0.4;

/** Of a ball around everything: what fills it in a corner alone may be cut. */
const WHOLE = 0.8;

/** What is drawn over the picture and not in it. */
const OVER_PICTURE = ['overlays', 'explanation', 'freeSpace', 'selected', 'editable'] as const;

const FIRST_LOOK: OrbitCamera = { target: [0, 0, 0.7], yaw: -Math.PI / 2 - 0.45, pitch: 0.55, distance: 2.4 };

/**
 * The live picture of a scene: drawn when something has changed and never otherwise; coarser while it moves where the
 * machine is slow. Over it, as sharp lines, the scene's truth, an explanation, handles.
 */
export class Viewport {
  /** To be put into the page; fills it. */
  readonly element: HTMLDivElement;
  watcher: ViewportWatcher | null = null;
  readonly #canvas: HTMLCanvasElement;
  readonly #overlay = new OverlayLayer();
  readonly #gpu: SceneCanvas;
  readonly #pacing = new Pacing(
    (pace) => this.#draw(pace),
    () => this.#tellBusy(),
  );
  #state: ViewportState = NOTHING_SHOWN;
  #standing: Standing | null = null;
  #cutaway: (eye: Vec3) => ReadonlySet<number> = () => new Set();
  #camera = FIRST_LOOK;
  #width = 1;
  #height = 1;
  #density = 1;
  #overlayScheduled = false;
  #truth: TruthImage | null = null;
  #hovered: Hovered | null = null;
  #hot: Handle | null = null;
  #gone = false;

  /** Waits until every program is compiled. @throws Error when there is no WebGL 2 */
  static async create(): Promise<Viewport> {
    const canvas = document.createElement('canvas');
    return new Viewport(canvas, await SceneCanvas.create(canvas));
  }

  private constructor(canvas: HTMLCanvasElement, gpu: SceneCanvas) {
    this.#canvas = canvas;
    this.#gpu = gpu;
    this.element = document.createElement('div');
    this.element.tabIndex = 0;
    this.element.style.cssText = 'position: absolute; inset: 0; overflow: hidden; touch-action: none;';
    // Babylon makes its canvas the first stop of the tab key; the keyboard belongs to the element around it.
    canvas.removeAttribute('tabindex');
    for (const layer of [canvas, this.#overlay.canvas]) {
      layer.style.cssText = 'position: absolute; inset: 0; width: 100%; height: 100%; display: block;';
      this.element.append(layer);
    }
    canvas.style.visibility = 'hidden';
    listenToPointer(this);
    new ResizeObserver(() => this.#measure() && this.#invalidate()).observe(this.element);
  }

  get description(): string {
    return this.#gpu.description;
  }

  get camera(): OrbitCamera {
    return this.#camera;
  }

  get state(): ViewportState {
    return this.#state;
  }

  /** CSS pixels. */
  get size(): Vec2 {
    return [this.#width, this.#height];
  }

  /** @param meshes of the scene's objects, by name */
  update(change: Partial<ViewportState>, meshes: ReadonlyMap<string, DrawnMesh>): void {
    const before = this.#state;
    const state = { ...before, ...change };
    this.#state = state;
    const { scene, poses } = state;
    if (scene !== before.scene) this.#setScene(scene, meshes);
    if (scene && (scene !== before.scene || poses !== before.poses)) this.#place(scene, before, state);
    const redrawn = (['views', 'through', 'inset', 'border'] as const).some((key) => state[key] !== before[key]);
    if (redrawn || scene !== before.scene) this.#pacing.changed();
    else if (poses !== before.poses) this.#invalidate(true);
    else if (OVER_PICTURE.some((key) => state[key] !== before[key])) this.#drawOverlaySoon();
    this.#pacing.answering = state.answering;
    // What the small picture shows is no part of it.
    if (state.through !== before.through || (state.through !== null && state.views !== before.views))
      this.#truth = null;
  }

  setCamera(camera: OrbitCamera): void {
    this.#camera = camera;
    this.#invalidate(true);
  }

  /** The free camera, from where the view that was looked through stands. */
  leaveView(): void {
    const view = this.#throughView();
    if (!view) return;
    const ball = this.#standing?.ball();
    const eye = orbitFromView(view, 0);
    const away = ball ? distance(ball.center, eye.target) : 1;
    this.#camera = orbitFromView(view, Math.max(0.3, away));
    this.watcher?.leftView();
  }

  /** Shows an object, or everything. @param anew from where a scene is first looked at, not from where the hand left it */
  frame(id: number | null, anew = false): void {
    this.#measure();
    const from = anew ? FIRST_LOOK : this.#camera;
    const box = id === null ? null : this.#standing?.box(id);
    const ball = box ? { center: box.center, radius: 1.6 * length(box.halfExtents) + 0.05 } : this.#whole();
    if (ball) this.setCamera(framed(from, ball.center, ball.radius, this.#width / this.#height));
  }

  /** What is at a place of the viewport. @param at CSS pixels */
  pick(at: Vec2): Hovered | null {
    const shown = this.#shown();
    if (!shown || !this.#state.scene) return null;
    this.#truth ??= this.#readTruth(1);
    const { view, offset } = shown;
    const { width, height } = view.intrinsics;
    const column = Math.floor(((at[0] - offset[0]) / width) * this.#truth.width);
    const row = Math.floor(((at[1] - offset[1]) / height) * this.#truth.height);
    const found = this.#truth.at(column, row);
    if (!found) return null;
    const own = scaledView(view, this.#truth.width, this.#truth.height);
    return { ...found, pixel: [column, row], point: unproject(own, column + 0.5, row + 0.5, found.depth) };
  }

  hover(at: Vec2 | null): void {
    // While pictures are coarse nothing is looked for: it would hold up the next one.
    if (this.#pacing.busy) return;
    const found = at && this.pick(at);
    const hot = at ? this.handleAt(at, found?.id ?? null) : null;
    const changed = hot !== this.#hot || found?.id !== this.#hovered?.id;
    this.#hovered = found;
    this.#hot = hot;
    this.element.style.cursor = hot ? 'grab' : 'default';
    this.watcher?.hovered(found);
    if (changed) this.#drawOverlaySoon();
  }

  get gizmo(): Gizmo | null {
    const { selected, editable } = this.#state;
    if (!editable || selected === null) return null;
    const box = this.#standing?.box(selected);
    return box && !this.#standing?.object(selected)?.structure ? gizmoOf(box) : null;
  }

  handleAt(at: Vec2, under: number | null): Handle | null {
    const [gizmo, shown] = [this.gizmo, this.#shown()];
    if (!gizmo || !shown) return null;
    return handleAt(this.#overlay.sketch(shown), gizmo, at, under === this.#state.selected);
  }

  /** The ray through a place of the viewport. @param at CSS pixels */
  ray(at: Vec2): Ray | null {
    const shown = this.#shown();
    return shown && unitPixelRay(shown.view, at[0] - shown.offset[0], at[1] - shown.offset[1]);
  }

  /** Moves the selected object by a drag. @returns where it is now */
  drag(handle: Handle, gizmo: Gizmo, before: Pose, grabbed: Vec3, at: Vec2, stepped: boolean): Pose {
    const ray = this.ray(at);
    const { selected } = this.#state;
    if (!ray || selected === null) return before;
    this.#hot = handle;
    const pose = dragged(handle, gizmo, before, grabbed, ray, stepped);
    this.watcher?.dragged(selected, pose);
    return pose;
  }

  /** Moves the selected object by keys. @param shift world @param yaw radians about the vertical */
  nudge(shift: Vec3, yaw: number): void {
    const [{ selected }, gizmo] = [this.#state, this.gizmo];
    const pose = selected === null ? null : this.poseOf(selected);
    if (selected === null || !gizmo || !pose) return;
    const turned = turnedAbout(pose, gizmo.base, yaw);
    this.watcher?.dropped(selected, { ...turned, position: add(turned.position, shift) });
  }

  poseOf(id: number): Pose | null {
    return this.#standing?.pose(id) ?? null;
  }

  /** Truth of a view in its own pixels, of the scene as it is now; null where there is no such view. */
  truthOf(k: number): TruthImage | null {
    const view = this.#state.views[k];
    return view && this.#standing ? this.#gpu.truth({ view }) : null;
  }

  /** Whether a place of the viewport is on the small picture. */
  isOnInset([x, y]: Vec2): boolean {
    const place = this.insetPlace();
    return place !== null && x >= place.x && y >= place.y && x < place.x + place.width && y < place.y + place.height;
  }

  /** Where the small picture is, CSS pixels; null when there is none. */
  insetPlace(): Place | null {
    const { inset, through, views } = this.#state;
    const view = inset === null || through !== null ? undefined : views[inset];
    if (!view) return null;
    const width = Math.min(INSET_WIDTH, Math.round(0.4 * this.#width));
    const height = Math.round((width * view.intrinsics.height) / view.intrinsics.width);
    return {
      x: this.#width - width - INSET_MARGIN,
      y: this.#height - height - INSET_MARGIN,
      width,
      height,
    };
  }

  dispose(): void {
    this.#gone = true;
    this.#pacing.dispose();
    this.element.remove();
    this.#gpu.dispose();
  }

  #whole(): { center: Vec3; radius: number } | null {
    const ball = this.#standing?.ball();
    return ball ? { ...ball, radius: WHOLE * ball.radius } : null;
  }

  #setScene(scene: ShownScene | null, meshes: ReadonlyMap<string, DrawnMesh>): void {
    const empty = this.#standing === null;
    this.#measure();
    this.#truth = null;
    this.#hovered = null;
    if (!scene) {
      this.#standing = null;
      return;
    }
    const needed = scene.objects.flatMap(({ mesh }) => meshes.get(mesh) ?? []);
    this.#gpu.addMeshes(needed);
    this.#gpu.setScene({ kind: 'scene', objects: scene.objects, lighting: scene.lighting });
    this.#cutaway = createCutaway(scene.objects);
    this.#standing = new Standing(scene, null);
    if (empty) {
      const ball = this.#whole();
      if (ball) this.#camera = framed(this.#camera, ball.center, ball.radius, this.#width / this.#height);
    }
  }

  #place(scene: ShownScene, before: ViewportState, { poses }: ViewportState): void {
    const old = before.scene === scene ? before.poses : null;
    for (const { id, worldFromObject } of scene.objects) {
      const pose = poses?.get(id) ?? worldFromObject;
      if (pose !== (old?.get(id) ?? worldFromObject)) this.#gpu.move(id, pose);
    }
    this.#standing = new Standing(scene, poses);
    this.#truth = null;
  }

  /**
   * Learns how large it is; keeps what it knew while it is not in the page. Asked before a picture is drawn: observers of
   * sizes are told after that, and a viewport that goes from one page to another would draw a first picture of another size.
   */
  #measure(): boolean {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth === 0 || clientHeight === 0) return false;
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#density = window.devicePixelRatio;
    return true;
  }

  /** Just before they are drawn: a canvas is empty once its size is set, and until then shows the old picture, stretched. */
  #fitCanvases(): void {
    const [width, height] = [this.#width, this.#height].map((size) => Math.round(size * this.#density));
    if (this.#canvas.width === width && this.#canvas.height === height) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#overlay.resize(this.#width, this.#height, this.#density);
  }

  #throughView(): CameraView | null {
    const { through, views } = this.#state;
    return through === null ? null : (views[through] ?? null);
  }

  #shown(): LaidView | null {
    const [width, height] = this.size;
    const view = this.#throughView();
    if (!view) return { view: orbitView(this.#camera, width, height), offset: [0, 0] };
    const factor = Math.min(width / view.intrinsics.width, height / view.intrinsics.height);
    const [w, h] = [view.intrinsics.width * factor, view.intrinsics.height * factor];
    return { view: scaledView(view, w, h), offset: [(width - w) / 2, (height - h) / 2] };
  }

  #hidden(): ReadonlySet<number> {
    return this.#state.through === null ? this.#cutaway(eyeOfOrbit(this.#camera)) : new Set();
  }

  #readTruth(ratio: number): TruthImage {
    const through = this.#throughView();
    const [width, height] = this.size;
    const view =
      through ??
      orbitView(this.#camera, Math.max(1, Math.round(ratio * width)), Math.max(1, Math.round(ratio * height)));
    return this.#gpu.truth({ view, hidden: this.#hidden() });
  }

  #invalidate(moving = false): void {
    this.#truth = null;
    this.#pacing.changed(moving);
  }

  async #draw({ moving, ratio }: Pace): Promise<number | null> {
    if (!this.#state.scene || !this.#measure()) return null;
    const shown = this.#shown();
    if (!shown) return null;
    this.#fitCanvases();
    this.#drawOverlay(moving);
    const { views, border } = this.#state;
    const insetPlace = this.insetPlace();
    const insetView = insetPlace && views[this.#state.inset as number];
    const place = {
      x: shown.offset[0],
      y: shown.offset[1],
      width: shown.view.intrinsics.width,
      height: shown.view.intrinsics.height,
    };
    const { milliseconds: cost, triangles } = await this.#gpu.draw(
      { view: shown.view, place: this.#devicePixels(place), hidden: this.#hidden() },
      insetPlace && insetView ? { view: insetView, place: this.#devicePixels(insetPlace) } : null,
      { ratio, hasty: moving && ratio < 1 },
      border,
    );
    if (this.#gone) return null;
    // Before its first picture a canvas is black.
    this.#canvas.style.visibility = 'visible';
    if (triangles === null) return null;
    if (!moving && cost > STILL_BUDGET) this.#gpu.setSamples(1);
    this.watcher?.drew({ cost, ratio, still: !moving, triangles });
    return cost;
  }

  #devicePixels({ x, y, width, height }: Place): Place {
    const d = this.#density;
    return { x: Math.round(x * d), y: Math.round(y * d), width: Math.round(width * d), height: Math.round(height * d) };
  }

  #drawOverlaySoon(): void {
    if (this.#overlayScheduled || this.#gone) return;
    this.#overlayScheduled = true;
    this.#tellBusy();
    requestAnimationFrame(() => {
      this.#overlayScheduled = false;
      if (!this.#gone) this.#drawOverlay(false);
      this.#tellBusy();
    });
  }

  /** Says whether what is seen is of the state as it is: to those who cannot see it, and to tests. */
  #tellBusy(): void {
    this.element.ariaBusy = String(this.#pacing.behind || this.#overlayScheduled);
  }

  #drawOverlay(moving: boolean): void {
    const [shown, standing] = [this.#shown(), this.#standing];
    if (!shown || !standing) return this.#overlay.clear();
    this.#overlay.draw({
      state: this.#state,
      standing,
      shown,
      inset: this.insetPlace(),
      gizmo: this.gizmo,
      hot: this.#hot,
      hovered: this.#hovered?.id ?? null,
      truth: () => (this.#truth ??= this.#readTruth(moving ? COARSE : 1)),
    });
    // A coarse one does for the picture and not for the pointer.
    if (moving) this.#truth = null;
  }
}
