import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import type { AssetModel, Category } from './asset.js';
import { alarmClock } from './categories/alarm-clock.js';
import { apple } from './categories/apple.js';
import { armchair } from './categories/armchair.js';
import { ball } from './categories/ball.js';
import { banana } from './categories/banana.js';
import { basket } from './categories/basket.js';
import { bed } from './categories/bed.js';
import { bench } from './categories/bench.js';
import { book } from './categories/book.js';
import { bookshelf } from './categories/bookshelf.js';
import { bottle } from './categories/bottle.js';
import { bowl } from './categories/bowl.js';
import { box } from './categories/box.js';
import { bread } from './categories/bread.js';
import { calculator } from './categories/calculator.js';
import { camera } from './categories/camera.js';
import { can } from './categories/can.js';
import { candle } from './categories/candle.js';
import { ceilingLamp } from './categories/ceiling-lamp.js';
import { cerealBox } from './categories/cereal-box.js';
import { chair } from './categories/chair.js';
import { coatRack } from './categories/coat-rack.js';
import { coffeeMaker } from './categories/coffee-maker.js';
import { coffeeTable } from './categories/coffee-table.js';
import { colander } from './categories/colander.js';
import { crate } from './categories/crate.js';
import { curtain } from './categories/curtain.js';
import { cuttingBoard } from './categories/cutting-board.js';
import { desk } from './categories/desk.js';
import { deskFan } from './categories/desk-fan.js';
import { deskLamp } from './categories/desk-lamp.js';
import { deskShelf } from './categories/desk-shelf.js';
import { dice } from './categories/dice.js';
import { dresser } from './categories/dresser.js';
import { drill } from './categories/drill.js';
import { eggCarton } from './categories/egg-carton.js';
import { filingCabinet } from './categories/filing-cabinet.js';
import { floorLamp } from './categories/floor-lamp.js';
import { floorPlant } from './categories/floor-plant.js';
import { foodContainer } from './categories/food-container.js';
import { fork } from './categories/fork.js';
import { fridge } from './categories/fridge.js';
import { fryingPan } from './categories/frying-pan.js';
import { glass } from './categories/glass.js';
import { hammer } from './categories/hammer.js';
import { headphones } from './categories/headphones.js';
import { jar } from './categories/jar.js';
import { jug } from './categories/jug.js';
import { kettle } from './categories/kettle.js';
import { keyboard } from './categories/keyboard.js';
import { kitchenCounter } from './categories/kitchen-counter.js';
import { knife } from './categories/knife.js';
import { laptop } from './categories/laptop.js';
import { lemon } from './categories/lemon.js';
import { milkCarton } from './categories/milk-carton.js';
import { monitor } from './categories/monitor.js';
import { mouse } from './categories/mouse.js';
import { mug } from './categories/mug.js';
import { nightstand } from './categories/nightstand.js';
import { notebook } from './categories/notebook.js';
import { officeChair } from './categories/office-chair.js';
import { orange } from './categories/orange.js';
import { paperTowel } from './categories/paper-towel.js';
import { pen } from './categories/pen.js';
import { pencilCup } from './categories/pencil-cup.js';
import { phone } from './categories/phone.js';
import { pictureFrame } from './categories/picture-frame.js';
import { plant } from './categories/plant.js';
import { plate } from './categories/plate.js';
import { pliers } from './categories/pliers.js';
import { pouf } from './categories/pouf.js';
import { printer } from './categories/printer.js';
import { radiator } from './categories/radiator.js';
import { remoteControl } from './categories/remote-control.js';
import { robotBase } from './categories/robot-base.js';
import { robotCell } from './categories/robot-cell.js';
import { rubberDuck } from './categories/rubber-duck.js';
import { rug } from './categories/rug.js';
import { ruler } from './categories/ruler.js';
import { safetyHelmet } from './categories/safety-helmet.js';
import { saltShaker } from './categories/salt-shaker.js';
import { saucepan } from './categories/saucepan.js';
import { schoolDesk } from './categories/school-desk.js';
import { scissors } from './categories/scissors.js';
import { screwdriver } from './categories/screwdriver.js';
import { shelfRack } from './categories/shelf-rack.js';
import { shoe } from './categories/shoe.js';
import { sideTable } from './categories/side-table.js';
import { sideboard } from './categories/sideboard.js';
import { sofa } from './categories/sofa.js';
import { spatula } from './categories/spatula.js';
import { speaker } from './categories/speaker.js';
import { spoon } from './categories/spoon.js';
import { sprayBottle } from './categories/spray-bottle.js';
import { stapler } from './categories/stapler.js';
import { stepStool } from './categories/step-stool.js';
import { stool } from './categories/stool.js';
import { storageBin } from './categories/storage-bin.js';
import { stove } from './categories/stove.js';
import { floor, wall, door, window } from './categories/structure.js';
import { table } from './categories/table.js';
import { tapeDispenser } from './categories/tape-dispenser.js';
import { tapeMeasure } from './categories/tape-measure.js';
import { teapot } from './categories/teapot.js';
import { teddyBear } from './categories/teddy-bear.js';
import { tissueBox } from './categories/tissue-box.js';
import { toaster } from './categories/toaster.js';
import { toolbox } from './categories/toolbox.js';
import { toyBlock } from './categories/toy-block.js';
import { toyCar } from './categories/toy-car.js';
import { toyPlane } from './categories/toy-plane.js';
import { toyRobot } from './categories/toy-robot.js';
import { toyTrain } from './categories/toy-train.js';
import { tray } from './categories/tray.js';
import { tv } from './categories/tv.js';
import { tvStand } from './categories/tv-stand.js';
import { vase } from './categories/vase.js';
import { wallClock } from './categories/wall-clock.js';
import { wallMirror } from './categories/wall-mirror.js';
import { wallPicture } from './categories/wall-picture.js';
import { wallShelf } from './categories/wall-shelf.js';
import { wardrobe } from './categories/wardrobe.js';
import { washingMachine } from './categories/washing-machine.js';
import { wasteBin } from './categories/waste-bin.js';
import { whiteboard } from './categories/whiteboard.js';
import { wineBottle } from './categories/wine-bottle.js';
import { wineGlass } from './categories/wine-glass.js';
import { workbench } from './categories/workbench.js';
import { wrench } from './categories/wrench.js';

/** Every category there is: tabletop things, furniture, structure. */
export const CATEGORIES: readonly Category[] = [
  alarmClock,
  apple,
  ball,
  banana,
  basket,
  book,
  bottle,
  bowl,
  box,
  bread,
  calculator,
  camera,
  can,
  candle,
  cerealBox,
  coffeeMaker,
  colander,
  crate,
  cuttingBoard,
  deskFan,
  deskLamp,
  deskShelf,
  dice,
  drill,
  eggCarton,
  foodContainer,
  fork,
  fryingPan,
  glass,
  hammer,
  headphones,
  jar,
  jug,
  kettle,
  keyboard,
  knife,
  laptop,
  lemon,
  milkCarton,
  monitor,
  mouse,
  mug,
  notebook,
  orange,
  paperTowel,
  pen,
  pencilCup,
  phone,
  pictureFrame,
  plant,
  plate,
  pliers,
  printer,
  remoteControl,
  robotBase,
  rubberDuck,
  ruler,
  safetyHelmet,
  saltShaker,
  saucepan,
  scissors,
  screwdriver,
  shoe,
  spatula,
  speaker,
  spoon,
  sprayBottle,
  stapler,
  tapeDispenser,
  tapeMeasure,
  teapot,
  teddyBear,
  tissueBox,
  toaster,
  toolbox,
  toyBlock,
  toyCar,
  toyPlane,
  toyRobot,
  toyTrain,
  tray,
  vase,
  wineBottle,
  wineGlass,
  wrench,
  armchair,
  bed,
  bench,
  bookshelf,
  chair,
  coatRack,
  coffeeTable,
  desk,
  dresser,
  filingCabinet,
  floorLamp,
  floorPlant,
  fridge,
  kitchenCounter,
  nightstand,
  officeChair,
  pouf,
  robotCell,
  schoolDesk,
  shelfRack,
  sideTable,
  sideboard,
  sofa,
  stepStool,
  stool,
  storageBin,
  stove,
  table,
  tv,
  tvStand,
  wardrobe,
  washingMachine,
  wasteBin,
  workbench,
  floor,
  wall,
  door,
  window,
  ceilingLamp,
  curtain,
  radiator,
  rug,
  wallClock,
  wallMirror,
  wallPicture,
  wallShelf,
  whiteboard,
];

/** The categories scenes are made of: ours, and those brought in from outside. */
export interface Library {
  readonly categories: readonly Category[];
  /** @throws RangeError for an id that is not in the library; recipes are checked against it before */
  category(id: string): Category;
  /**
   * Builds one shape. Pure: the same arguments give the same bytes.
   *
   * @param variant 0 … variants − 1; the last one is kept for the test split
   * @param size for supports and structure whose size a recipe sets
   */
  build(category: string, variant: number, size?: Vec3): AssetModel;
}

/** @param imported categories beside ours, with ids of their own */
export function createLibrary(imported: readonly Category[] = []): Library {
  const categories = [...CATEGORIES, ...imported];
  const byId = new Map(categories.map((c) => [c.id, c]));
  const category = (id: string): Category => {
    const found = byId.get(id);
    if (!found) throw new RangeError(`No category "${id}". The library has: ${[...byId.keys()].join(', ')}.`);
    return found;
  };
  return {
    categories,
    category,
    build(categoryId, variant, size) {
      const { variants, build } = category(categoryId);
      if (!Number.isInteger(variant) || variant < 0 || variant >= variants) {
        throw new RangeError(`Category "${categoryId}" has variants 0 … ${variants - 1}, got ${variant}.`);
      }
      return build(variant, createRng('asset').fork(categoryId).fork(variant), size);
    },
  };
}

/** Our own library alone. */
export const { category, build: buildAsset } = createLibrary();
