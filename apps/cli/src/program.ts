import { Command } from 'commander';
import { doctorCommand } from './doctor/doctor.command.js';
import { keysCommand } from './keys/keys.command.js';
import { migrateCommand } from './migrate/migrate.command.js';
import { examples } from './output/examples.js';
import { outboxCommand } from './outbox/outbox.command.js';
import { partnersCommand } from './partners/partners.command.js';
import { passwordListCommand } from './password-list/password-list.command.js';
import { usersCommand } from './users/users.command.js';

/** Every command there is. What it does not understand it throws as CommanderError, and ends no process. */
export function program(): Command {
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
