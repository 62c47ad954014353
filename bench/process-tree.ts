import { readdirSync, readFileSync } from 'node:fs';

/** CPU time and memory of this process and all below it (the browser has several). Linux only: read from /proc. */
export interface TreeUsage {
  /** CPU seconds of all processes seen so far, ended ones included. */
  readonly cpuSeconds: number;
  /** Resident megabytes now, of this process and of the rest. */
  readonly nodeMb: number;
  readonly browserMb: number;
}

const TICKS_PER_SECOND = 100;
const PAGE_MB = 4096 / 1e6;

/** Watches a process tree. Poll it: a process that ends between polls keeps what it was last seen with. */
export class ProcessTree {
  private readonly cpu = new Map<number, number>();
  private readonly root: number;

  constructor(root: number = process.pid) {
    this.root = root;
  }

  poll(): TreeUsage {
    const processes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)));
    const inTree = new Set([this.root]);
    for (let grown = true; grown;) {
      grown = false;
      for (const { pid, parent } of processes) {
        if (inTree.has(parent) && !inTree.has(pid)) {
          inTree.add(pid);
          grown = true;
        }
      }
    }
    let nodeMb = 0;
    let browserMb = 0;
    for (const { pid, cpuTicks, residentPages } of processes) {
      if (!inTree.has(pid)) continue;
      this.cpu.set(pid, cpuTicks / TICKS_PER_SECOND);
      if (pid === this.root) nodeMb += residentPages * PAGE_MB;
      else browserMb += residentPages * PAGE_MB;
    }
    return { cpuSeconds: [...this.cpu.values()].reduce((sum, s) => sum + s, 0), nodeMb, browserMb };
  }
}

function readProcess(pid: number): { pid: number; parent: number; cpuTicks: number; residentPages: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [
      {
        pid,
        parent: Number(fields[1]),
        cpuTicks: Number(fields[11]) + Number(fields[12]),
        residentPages: Number(fields[21]),
      },
    ];
  } catch {
    // It ended while the folder was read.
    return [];
  }
}
