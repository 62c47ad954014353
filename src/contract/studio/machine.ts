import { oc, type } from '@orpc/contract';

export interface MachineFacts {
  readonly version: string;
  readonly platform: string;
  /** Folder that relative paths start from. */
  readonly workingFolder: string;
}

/** One thing that work here needs, and whether it is there. */
export interface MachineCheck {
  readonly about: 'browser' | 'disk' | 'inference';
  /** `lacking`: something cannot be done; `slower`: it can, but could be better. */
  readonly state: 'good' | 'slower' | 'lacking';
  /** A few words for the machine line: "310 GB free". */
  readonly short: string;
  /** One sentence: what it is, and what to do where it is not good. */
  readonly sentence: string;
}

export const machineContract = {
  facts: oc.output(type<MachineFacts>()),
  /** Looks once: asking what runs models starts a process and takes a second or two. */
  checks: oc.output(type<readonly MachineCheck[]>()),
};
