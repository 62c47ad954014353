import { oc, type } from '@orpc/contract';

export interface MachineFacts {
  readonly version: string;
  readonly platform: string;
  /** Folder that relative paths start from. */
  readonly workingFolder: string;
}

export const machineContract = {
  facts: oc.output(type<MachineFacts>()),
};
