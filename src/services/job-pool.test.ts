import { describe, expect, it } from 'vitest';
import { runTasks, type Task } from './job-pool.js';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('runTasks', () => {
  it('runs all tasks, never more at a time than asked for, and passes on every report', async () => {
    let running = 0;
    let most = 0;
    const tasks = Array.from({ length: 7 }, (_, i): Task<number, number> => async (report) => {
      most = Math.max(most, ++running);
      await tick();
      report(i);
      await tick();
      running--;
      return i * i;
    });
    const values: number[] = [];
    const events: number[] = [];
    for await (const event of runTasks(tasks, 3, (value) => void values.push(value))) events.push(event);
    expect(events.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(values.sort((a, b) => a - b)).toEqual([0, 1, 4, 9, 16, 25, 36]);
    expect(most).toBe(3);
  });

  it('keeps as many running as asked for when each reports as it ends', async () => {
    let running = 0;
    const beside: number[] = [];
    const tasks = Array.from({ length: 12 }, (_, i): Task<number, number> => async (report) => {
      running++;
      for (let ticks = 0; ticks < 4 + 7 * (i % 2); ticks++) await tick();
      beside.push(running);
      running--;
      report(i);
      return i;
    });
    // Whoever listens is busy with one report while its task ends.
    for await (const _ of runTasks(tasks, 2, () => {})) await tick();
    expect(beside.filter((n) => n === 2).length).toBeGreaterThanOrEqual(10);
  });

  it('throws the first failure after the running ones have ended, and starts no more', async () => {
    let started = 0;
    const tasks = Array.from({ length: 5 }, (_, i): Task<number, number> => async () => {
      started++;
      await tick();
      if (i === 1) throw new Error('full');
      return i;
    });
    await expect(async () => {
      for await (const _ of runTasks(tasks, 2, () => {}));
    }).rejects.toThrow('full');
    expect(started).toBeLessThan(5);
  });

  it('starts nothing more once the loop is left', async () => {
    let started = 0;
    const tasks = Array.from({ length: 9 }, (): Task<number, number> => async (report) => {
      started++;
      report(started);
      await tick();
      return 0;
    });
    for await (const _ of runTasks(tasks, 1, () => {})) break;
    await tick();
    await tick();
    expect(started).toBeLessThan(3);
  });
});
