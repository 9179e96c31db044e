import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { tellFault } from '@app/problems';
import { doctorCommand } from './doctor/doctor.command.js';
import { keysCommand } from './keys/keys.command.js';
import { migrateCommand } from './migrate/migrate.command.js';
import { outboxCommand } from './outbox/outbox.command.js';
import { partnersCommand } from './partners/partners.command.js';
import { passwordListCommand } from './password-list/password-list.command.js';
import { usersCommand } from './users/users.command.js';
import { examples } from './output/examples.js';

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

function program(): Command {
  const root = new Command('usapi')
    .description('Runs USAPI from the command line. Settings come from the environment, as for the service.')
    .addHelpText('after', examples('usapi doctor', 'usapi migrate up', 'usapi outbox list --status dead'));
  for (const command of [
    doctorCommand(),
    keysCommand(),
    migrateCommand(),
    outboxCommand(),
    partnersCommand(),
    passwordListCommand(),
    usersCommand(),
  ])
    root.addCommand(command);
  throwInsteadOfExiting(root);
  return root;
}

/** `addCommand` does not hand the setting on. */
function throwInsteadOfExiting(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExiting(inner);
}

/** `usapi … | head` closes the pipe early, which is no fault. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
