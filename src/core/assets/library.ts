import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import type { AssetModel, Category } from './asset.js';
import { alarmClock } from './categories/alarm-clock.js';
import { apple } from './categories/apple.js';
import { armchair } from './categories/armchair.js';
import { banana } from './categories/banana.js';
import { basket } from './categories/basket.js';
import { bed } from './categories/bed.js';
import { book } from './categories/book.js';
import { bookshelf } from './categories/bookshelf.js';
import { bottle } from './categories/bottle.js';
import { bowl } from './categories/bowl.js';
import { box } from './categories/box.js';
import { calculator } from './categories/calculator.js';
import { camera } from './categories/camera.js';
import { can } from './categories/can.js';
import { candle } from './categories/candle.js';
import { cerealBox } from './categories/cereal-box.js';
import { chair } from './categories/chair.js';
import { coffeeTable } from './categories/coffee-table.js';
import { deskLamp } from './categories/desk-lamp.js';
import { deskShelf } from './categories/desk-shelf.js';
import { desk } from './categories/desk.js';
import { floorLamp } from './categories/floor-lamp.js';
import { floorPlant } from './categories/floor-plant.js';
import { glass } from './categories/glass.js';
import { jar } from './categories/jar.js';
import { keyboard } from './categories/keyboard.js';
import { laptop } from './categories/laptop.js';
import { lemon } from './categories/lemon.js';
import { milkCarton } from './categories/milk-carton.js';
import { monitor } from './categories/monitor.js';
import { mouse } from './categories/mouse.js';
import { mug } from './categories/mug.js';
import { nightstand } from './categories/nightstand.js';
import { officeChair } from './categories/office-chair.js';
import { orange } from './categories/orange.js';
import { pencilCup } from './categories/pencil-cup.js';
import { phone } from './categories/phone.js';
import { pictureFrame } from './categories/picture-frame.js';
import { plant } from './categories/plant.js';
import { plate } from './categories/plate.js';
import { remoteControl } from './categories/remote-control.js';
import { robotBase } from './categories/robot-base.js';
import { saucepan } from './categories/saucepan.js';
import { sideTable } from './categories/side-table.js';
import { sideboard } from './categories/sideboard.js';
import { sofa } from './categories/sofa.js';
import { speaker } from './categories/speaker.js';
import { stapler } from './categories/stapler.js';
import { stool } from './categories/stool.js';
import { floor, wall, door, window } from './categories/structure.js';
import { table } from './categories/table.js';
import { tapeDispenser } from './categories/tape-dispenser.js';
import { teapot } from './categories/teapot.js';
import { teddyBear } from './categories/teddy-bear.js';
import { tissueBox } from './categories/tissue-box.js';
import { toaster } from './categories/toaster.js';
import { toyBlock } from './categories/toy-block.js';
import { toyCar } from './categories/toy-car.js';
import { tray } from './categories/tray.js';
import { tvStand } from './categories/tv-stand.js';
import { tv } from './categories/tv.js';
import { vase } from './categories/vase.js';
import { wardrobe } from './categories/wardrobe.js';
import { wasteBin } from './categories/waste-bin.js';

/** Every category there is: tabletop things, furniture, structure. */
export const CATEGORIES: readonly Category[] = [
  alarmClock,
  apple,
  banana,
  basket,
  book,
  bottle,
  bowl,
  box,
  calculator,
  camera,
  can,
  candle,
  cerealBox,
  deskLamp,
  deskShelf,
  glass,
  jar,
  keyboard,
  laptop,
  lemon,
  milkCarton,
  monitor,
  mouse,
  mug,
  orange,
  pencilCup,
  phone,
  pictureFrame,
  plant,
  plate,
  remoteControl,
  robotBase,
  saucepan,
  speaker,
  stapler,
  tapeDispenser,
  teapot,
  teddyBear,
  tissueBox,
  toaster,
  toyBlock,
  toyCar,
  tray,
  vase,
  armchair,
  bed,
  bookshelf,
  chair,
  coffeeTable,
  desk,
  floorLamp,
  floorPlant,
  nightstand,
  officeChair,
  sideTable,
  sideboard,
  sofa,
  stool,
  table,
  tvStand,
  tv,
  wardrobe,
  wasteBin,
  floor,
  wall,
  door,
  window,
];

const byId = new Map(CATEGORIES.map((c) => [c.id, c]));

/** @throws RangeError for an id that is not in the library; recipes are checked against it before */
export function category(id: string): Category {
  const found = byId.get(id);
  if (!found) throw new RangeError(`No category "${id}". The library has: ${[...byId.keys()].join(', ')}.`);
  return found;
}

/**
 * Builds one shape. Pure: the same arguments give the same bytes.
 *
 * @param variant 0 … variants − 1; the last one is kept for the test split
 * @param size for supports and structure whose size a recipe sets
 */
export function buildAsset(categoryId: string, variant: number, size?: Vec3): AssetModel {
  const { variants, build } = category(categoryId);
  if (!Number.isInteger(variant) || variant < 0 || variant >= variants) {
    throw new RangeError(`Category "${categoryId}" has variants 0 … ${variants - 1}, got ${variant}.`);
  }
  return build(variant, createRng('asset').fork(categoryId).fork(variant), size);
}
