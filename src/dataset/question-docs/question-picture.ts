import sharp from 'sharp';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { Dataset } from '../dataset.js';
import { drawQuestion } from '../report/drawing.js';

/** Width of one image of a picture, pixels. */
const WIDTH = 320;
const GAP = 6;
const MAX_PER_ROW = 3;
const QUALITY = 76;

/** The report's colours, as attributes that every SVG reader knows. */
const STYLE = `rect{fill:none;stroke-width:3}.subject{stroke:#ffd23f}.reference{stroke:#fff;stroke-dasharray:9 7}.blocker{stroke:#ff5a4f}
.answer-box{stroke:#2ee6d0}.region{fill:#2ee6d0;fill-opacity:.42;stroke:#2ee6d0}.dots circle{fill:#fff;stroke:#0b4f49;stroke-width:2}
.witness{fill:none;stroke:#2ee6d0;stroke-width:3}.trace{fill:none;stroke:#ff5ad0;stroke-width:4}
.other-grasp{fill:none;stroke:#ff5ad0;stroke-width:2;stroke-dasharray:5 5}.mark circle,.mark path{fill:none;stroke:#ff5ad0;stroke-width:4}`;

/** A question's images in order, side by side, with what it is about and its answer drawn on them: JPEG. */
export async function questionPicture(dataset: Dataset, question: QuestionRecord): Promise<Buffer> {
  const tiles: { input: Buffer; height: number }[] = [];
  for (const id of question.views) {
    const view = await dataset.readView(id);
    const scene = await dataset.readScene(view.scene);
    const { width, height } = view.intrinsics;
    const rgb = await dataset.readRgb(view);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><style>${STYLE}</style>${drawQuestion(question, scene, view)}</svg>`;
    const drawn = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .composite([{ input: Buffer.from(svg) }])
      .png()
      .toBuffer();
    const shown = Math.round((WIDTH * height) / width);
    tiles.push({ input: await sharp(drawn).resize(WIDTH, shown).png().toBuffer(), height: shown });
  }
  const columns = Math.min(tiles.length, MAX_PER_ROW);
  const rows = Math.ceil(tiles.length / columns);
  const tall = Math.max(...tiles.map(({ height }) => height));
  return sharp({
    create: {
      width: columns * WIDTH + (columns - 1) * GAP,
      height: rows * tall + (rows - 1) * GAP,
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite(
      tiles.map(({ input }, i) => ({
        input,
        left: (i % columns) * (WIDTH + GAP),
        top: Math.floor(i / columns) * (tall + GAP),
      })),
    )
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
