import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { promptFor } from '../../core/models/prompt.js';
import { agreement, quartersTo, rangeOfYes, turnedLayers, type FlipLayers } from '../../core/plots/flip-layers.js';
import { flipMapFigure } from '../../core/plots/flip-map-figure.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { useStudio } from '../connection/studio-context.js';
import { askedView } from '../models/asked-view.js';
import { useConnectedModel } from '../models/use-model.js';
import { frames } from '../scene-worker/frames.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { useStore } from '../store.js';
import { savePng, saveSvg } from './save-figure.js';
import { flipPixels, MAP_SCALE } from './flip-pixels.js';
import { askFlipMap, closeFlipMap, flip, startFlipMap, stopFlipMap, type AskYes } from './flip-store.js';
import { modelName, objectName, rowText } from './row-words.js';

/** The flip map of a yes/no question: its answer with one of its objects at every place of what it stands on. */
export function FlipMapPanel({ row, scene }: { readonly row: QuestionRow; readonly scene: SettledScene | null }) {
  const { key, object, layers, done, asked, running, problem } = useStore(flip, (state) => state);
  const studio = useStudio();
  const model = useConnectedModel();
  const open = key === row.key;
  const views = useStore(frames, (state) => state.views);
  const camera = views.find(({ record }) => record.id === row.view)?.record.cameraFromWorld;
  const quarters = camera ? quartersTo(camera) : 0;
  const { subject, reference } = row.spec.objects;
  const movable = [subject, reference].filter(
    (id): id is number => id !== undefined && scene?.objects.some((o) => o.id === id && !o.fixed) === true,
  );
  // Another question, another map; leaving the page leaves none behind.
  useEffect(() => () => closeFlipMap(), [row.key]);
  if (movable.length === 0) return null;
  if (!open)
    return (
      <Button variant="default" onClick={() => void startFlipMap(row, movable[0])}>
        Flip map
      </Button>
    );

  const ask: AskYes = async (picture, record, signal) => {
    if (!model) return null;
    const { system, prompt, maxTokens } = promptFor(record, model.profile);
    const image = await askedView(row.view, picture, null).png();
    const events = await studio.models.ask(
      { images: [image], system, prompt, maxTokens, score: ['Yes', 'No'] },
      { signal },
    );
    for await (const event of events)
      if (event.type === 'reply') return yesOf(event.reply.probabilities, event.reply.text);
    return null;
  };
  const places = layers ? layers.grid.columns * layers.grid.rows : 0;
  const agreed = layers && agreement(layers);
  const range = layers && rangeOfYes(layers);
  const figureOf = () =>
    layers &&
    flipMapFigure(layers, {
      question: rowText(row, scene),
      subject: objectName(scene, object ?? 0),
      model: model && modelName(model.name),
      quarters,
    });
  return (
    <section className="flip" aria-label="Flip map">
      <header>
        <strong>Flip map</strong>
        {movable.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="What is slid"
            data={movable.map((id) => ({ value: String(id), label: objectName(scene, id) }))}
            value={String(object)}
            onChange={(id) => void startFlipMap(row, Number(id))}
          />
        )}
      </header>
      {problem !== null && <p role="alert">{problem}</p>}
      {layers && (
        <div className="flip-maps">
          <FlipMap title="Truth" label="True answer at every place" {...{ layers, quarters }} side="truth" />
          {layers.yes && (
            <FlipMap
              title={`P(yes) of ${model ? modelName(model.name) : 'the model'}`}
              label="The model's P(yes) at every place"
              {...{ layers, quarters }}
              side="model"
            />
          )}
        </div>
      )}
      <ul className="flip-legend" aria-label="Legend">
        <li data-verdict="T">yes</li>
        <li data-verdict="F">no</li>
        <li data-verdict="A">ambiguous, never asked</li>
        <li data-verdict="refused">not asked</li>
        <li data-verdict="blocked">in the way</li>
        {layers?.yes && (
          <li className="flip-scale">
            P(yes) 0 <i /> 1{range && `, here ${range[0].toFixed(2)} to ${range[1].toFixed(2)}`}
          </li>
        )}
      </ul>
      <p role="status">
        {running && asked === null && `${Math.round((100 * done) / Math.max(1, places))} % of ${places} places`}
        {running && asked !== null && `${asked.done} of ${asked.of} pictures asked`}
        {!running &&
          agreed &&
          `The model agrees at ${Math.round(100 * agreed.rate)} % of the places that have an answer. `}
        {!running && model === null && 'Connect a model on the Models page to see its P(yes) beside the truth.'}
      </p>
      <footer>
        {running ? (
          <Button variant="default" onClick={stopFlipMap}>
            Stop
          </Button>
        ) : (
          <>
            {model && row.record && <Button onClick={() => void askFlipMap(row, ask)}>Ask the model</Button>}
            <Button
              variant="default"
              onClick={() => {
                const made = figureOf();
                if (made) saveSvg(made, 'flip-map');
              }}
            >
              Save SVG
            </Button>
            <Button
              variant="default"
              onClick={() => {
                const made = figureOf();
                if (made) void savePng(made, 'flip-map');
              }}
            >
              Save PNG
            </Button>
          </>
        )}
        <Button variant="subtle" onClick={closeFlipMap}>
          Close the map
        </Button>
      </footer>
    </section>
  );
}

/** How sure of yes, of what is said as yes or no; by the first word where the model tells no probabilities. */
function yesOf(probabilities: readonly number[] | null, reply: string): number | null {
  if (probabilities) {
    const [yes, no] = probabilities;
    return yes + no > 0 ? yes / (yes + no) : null;
  }
  const [first] = reply
    .trim()
    .toLowerCase()
    .match(/^[a-z]+/) ?? [''];
  return first === 'yes' ? 1 : first === 'no' ? 0 : null;
}

/** A map seen from above, the camera at its lower edge. */
function FlipMap({
  title,
  label,
  layers,
  quarters,
  side,
}: {
  readonly title: string;
  readonly label: string;
  readonly layers: FlipLayers;
  readonly quarters: number;
  readonly side: 'truth' | 'model';
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const turned = useMemo(() => turnedLayers(layers, quarters), [layers, quarters]);
  const pixels = useMemo(() => flipPixels(turned, side), [turned, side]);
  const { columns, rows } = turned.grid;
  const [width, height] = [columns * MAP_SCALE, rows * MAP_SCALE];
  useEffect(() => {
    // The picture's first row is the grid's; on the page, up is away.
    const flipped = new Uint8ClampedArray(pixels.length);
    const line = 4 * width;
    for (let y = 0; y < height; y++) flipped.set(pixels.subarray(y * line, (y + 1) * line), (height - 1 - y) * line);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(flipped, width, height), 0, 0);
  }, [pixels, width, height]);
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <canvas ref={canvas} width={width} height={height} role="img" aria-label={label} />
    </figure>
  );
}
