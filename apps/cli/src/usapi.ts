import 'reflect-metadata';
import { CommanderError } from 'commander';
import { tellFault } from '@app/problems';
import { program } from './program.js';

/** 0: done. 1: could not be done, and the message says why. 2: the command line was not understood. */
export type ExitCode = 0 | 1 | 2;

/** Runs one command line; what it cannot do it says on standard error. */
export async function usapi(words: readonly string[]): Promise<ExitCode> {
  endQuietlyWithoutReader();
  try {
    await program().parseAsync(words, { from: 'user' });
    return 0;
  } catch (fault) {
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${tellFault(fault)}\n`);
    return 1;
  }
}

/** `usapi … | head` closes the pipe early, which is no fault. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
