import { implement } from '@orpc/server';
import { machineContract } from '../../contract/studio/machine.js';
import { GENERATOR } from '../version.js';
import type { StudioBackend } from './backend.js';
import { checkMachine } from './check-machine.js';

export function machineRouter({ workingFolder }: StudioBackend) {
  const machine = implement(machineContract);
  return {
    facts: machine.facts.handler(() => ({
      version: GENERATOR.version,
      platform: `${process.platform} ${process.arch}`,
      workingFolder,
    })),
    checks: machine.checks.handler(() => checkMachine(workingFolder)),
  };
}
