import { ActionIcon, Group, Slider, Text } from '@mantine/core';
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { markWords, type Timeline } from './timeline.js';

/** Seconds of one step by hand: a frame of the record. */
const STEP = 1 / 30;

/** A replay on the scrubber. */
export interface Track {
  /** Where there are several: whose it is. */
  readonly name: string | null;
  readonly timeline: Timeline;
}

/** One scale of time for all replays on the stage, and what happens in each, in words. */
export function Scrubber(props: {
  readonly tracks: readonly Track[];
  readonly time: number;
  /** Whether it runs from the start by itself. */
  readonly plays: boolean;
  readonly onTime: (time: number) => void;
}) {
  const { tracks, time, plays, onTime } = props;
  const duration = Math.max(...tracks.map(({ timeline }) => timeline.duration));
  const [playing, setPlaying] = useState(plays);
  const clamp = (to: number) => Math.min(duration, Math.max(0, to));

  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    let now = time >= duration ? 0 : time;
    let next = 0;
    const tick = (clock: number) => {
      now += Math.max(0, clock - last) / 1000;
      last = clock;
      onTime(Math.min(duration, now));
      if (now >= duration) setPlaying(false);
      else next = requestAnimationFrame(tick);
    };
    next = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(next);
    // The time it starts from is that of the click; what it sets itself must not start it again.
  }, [playing, duration]);

  return (
    <div className="rollouts-scrubber">
      <Group gap="xs" wrap="nowrap">
        <ActionIcon aria-label="To the start" onClick={() => onTime(0)}>
          <IconPlayerSkipBack size={16} />
        </ActionIcon>
        <ActionIcon aria-label="One frame back" onClick={() => onTime(clamp(time - STEP))}>
          <IconPlayerTrackPrev size={16} />
        </ActionIcon>
        <ActionIcon aria-label={playing ? 'Pause' : 'Play'} onClick={() => setPlaying(!playing)}>
          {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        </ActionIcon>
        <ActionIcon aria-label="One frame on" onClick={() => onTime(clamp(time + STEP))}>
          <IconPlayerTrackNext size={16} />
        </ActionIcon>
        <Slider
          style={{ flex: 1 }}
          size="sm"
          min={0}
          max={Math.max(duration, STEP)}
          step={STEP}
          value={time}
          onChange={(to) => {
            setPlaying(false);
            onTime(to);
          }}
          label={null}
          thumbLabel="Time"
          marks={tracks.flatMap(({ timeline }) => timeline.marks.map((mark) => ({ value: mark.time })))}
        />
        <Text size="xs" className="rollouts-numbers" w={44} ta="right">
          {time.toFixed(2)} s
        </Text>
      </Group>
      {tracks.map(({ name, timeline }) => (
        <div key={name} className="rollouts-track">
          <span className="rollouts-track-name">{name}</span>
          <Words timeline={timeline} duration={duration} />
        </div>
      ))}
    </div>
  );
}

/** Below the slider, each where it happens; near an end of the scale they stand to its inner side. */
function Words({ timeline: { marks }, duration }: { readonly timeline: Timeline; readonly duration: number }) {
  const words = markWords(marks, duration);
  return (
    <div className="rollouts-words">
      {marks.map(({ time, kind }, k) => {
        const share = duration > 0 ? time / duration : 0;
        const side = share < 0.12 ? 0 : share > 0.88 ? -100 : -50;
        return words[k] === null ? null : (
          <span key={`${kind} ${time}`} style={{ left: `${100 * share}%`, transform: `translateX(${side}%)` }}>
            {words[k]}
          </span>
        );
      })}
    </div>
  );
}
