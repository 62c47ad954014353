import type { RunEvent } from '../contract/run-events.js';

/** How events are shown. `bars`: for people; `json`: one event a line on stdout; `quiet`: nothing. */
export type Style = 'bars' | 'json' | 'quiet';

/** Where output goes and what time it is: arguments, so that tests can hold them. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether stderr is a terminal that can redraw a line. */
  readonly interactive: boolean;
  readonly columns: number;
  /** Milliseconds. */
  readonly now: () => number;
}

const BAR_WIDTH = 24;
const REDRAW_EVERY = 100;
/** Without a terminal a line is printed this often. */
const LINE_EVERY = 5000;

/** Shows events as they come. Call with each; the last is `done`. */
export function createEventPrinter(terminal: Terminal, style: Style): (event: RunEvent) => void {
  if (style === 'quiet')
    return (event) => event.type === 'problem' && terminal.err(`${event.where}: ${event.message}\n`);
  if (style === 'json') return (event) => terminal.out(`${JSON.stringify(event)}\n`);

  let phase: { name: string; unit: string; started: number; from: number } | null = null;
  let drawnAt = -Infinity;
  let lineOpen = false;
  const closeLine = () => {
    if (lineOpen) terminal.err('\n');
    lineOpen = false;
  };
  return (event) => {
    switch (event.type) {
      case 'phase':
        closeLine();
        phase = { name: event.phase, unit: event.unit, started: terminal.now(), from: event.done ?? 0 };
        drawnAt = -Infinity;
        return;
      case 'progress': {
        if (!phase) return;
        const now = terminal.now();
        const complete = event.done >= event.total;
        if (!complete && now - drawnAt < (terminal.interactive ? REDRAW_EVERY : LINE_EVERY)) return;
        drawnAt = now;
        const line = progressLine(phase, event, (now - phase.started) / 1000);
        if (terminal.interactive) {
          terminal.err(`\r${line.slice(0, terminal.columns - 1).padEnd(terminal.columns - 1)}`);
          lineOpen = true;
          if (complete) closeLine();
        } else terminal.err(`${line}\n`);
        return;
      }
      case 'rejected':
        closeLine();
        terminal.err(`rejected ${event.scene} (seed ${event.seed}): ${event.reason}. ${event.detail}\n`);
        return;
      case 'problem':
        closeLine();
        terminal.err(`${event.where}: ${event.message}\n`);
        return;
      case 'note':
        closeLine();
        terminal.err(`${event.message}\n`);
        return;
      case 'done':
        closeLine();
    }
  };
}

function progressLine(
  phase: { name: string; unit: string; from: number },
  event: { done: number; total: number; note?: string },
  seconds: number,
): string {
  const share = event.total > 0 ? event.done / event.total : 1;
  const filled = Math.round(share * BAR_WIDTH);
  const rate = seconds > 0.5 ? (event.done - phase.from) / seconds : 0;
  const left = rate > 0 && event.done < event.total ? `, ${duration((event.total - event.done) / rate)} left` : '';
  const speed = rate > 0 ? `  ${rate < 10 ? rate.toFixed(1) : Math.round(rate)} ${phase.unit}/s${left}` : '';
  const bar = `${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}`;
  return `${phase.name.padEnd(9)} [${bar}] ${event.done}/${event.total}${speed}${event.note ? `  ${event.note}` : ''}`;
}

function duration(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 90) return `${s} s`;
  if (s < 5400) return `${Math.round(s / 60)} min`;
  return `${(s / 3600).toFixed(1)} h`;
}
