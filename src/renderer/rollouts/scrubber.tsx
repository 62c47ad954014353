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

/** One scale of time for all replays on the stage. */
export function Scrubber(props: {
  readonly timeline: Timeline;
  readonly time: number;
  /** Whether it runs from the start by itself. */
  readonly plays: boolean;
  readonly onTime: (time: number) => void;
}) {
  const { timeline, time, plays, onTime } = props;
  const { duration, marks } = timeline;
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

  const words = markWords(marks, duration);
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
          marks={marks.map((mark, k) => ({ value: mark.time, label: words[k] }))}
        />
        <Text size="xs" className="rollouts-numbers">
          {time.toFixed(2)} s
        </Text>
      </Group>
    </div>
  );
}
