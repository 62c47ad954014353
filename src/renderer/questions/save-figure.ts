import type { Figure } from '../../core/plots/svg.js';

/** Screens and papers of today: two pixels for one. */
const PNG_SCALE = 2;

export const saveSvg = ({ svg }: Figure, name: string): void =>
  save(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);

export async function savePng({ svg, width, height }: Figure, name: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(PNG_SCALE * width, PNG_SCALE * height);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    save(await canvas.convertToBlob({ type: 'image/png' }), `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
