import { ProcessTree, type TreeUsage } from './process-tree.js';

export interface Measured<T> {
  readonly value: T;
  /** CPU seconds of the whole process tree. */
  readonly cpu: number;
  /** Wall seconds. */
  readonly wall: number;
}

/** What a section measures and prints with. */
export interface Bench {
  /** One figure: a name and its value with unit. */
  readonly say: (name: string, value: string) => void;
  /** A piece of work of a tenth of a second or more, browser and workers included. */
  readonly measure: <T>(work: () => Promise<T> | T) => Promise<Measured<T>>;
  /** CPU seconds of short synchronous work in this process, to the microsecond. */
  readonly measureOwn: (work: () => unknown) => number;
  /** Memory and CPU of the process tree now. */
  readonly usage: () => TreeUsage;
}

const NAME_COLUMNS = 72;

export function createBench(): Bench {
  const tree = new ProcessTree();
  return {
    say: (name, value) => process.stdout.write(`${name.padEnd(NAME_COLUMNS)} ${value}\n`),
    measure: async (work) => {
      const cpuBefore = tree.poll().cpuSeconds;
      const wallBefore = performance.now();
      const value = await work();
      return { value, cpu: tree.poll().cpuSeconds - cpuBefore, wall: (performance.now() - wallBefore) / 1000 };
    },
    measureOwn: (work) => {
      const before = process.cpuUsage();
      work();
      const spent = process.cpuUsage(before);
      return (spent.user + spent.system) / 1e6;
    },
    usage: () => tree.poll(),
  };
}
