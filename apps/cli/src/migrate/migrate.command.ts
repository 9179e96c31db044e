import { Command } from 'commander';
import { examples } from '../output/examples.js';
import { downCommand } from './down.command.js';
import { statusCommand } from './status.command.js';
import { upCommand } from './up.command.js';

/** Changes the schema of the database. */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('changes the schema of the database')
    .addHelpText('after', examples('usapi migrate', 'usapi migrate status', 'usapi migrate down --dry-run'))
    .addCommand(upCommand(), { isDefault: true })
    .addCommand(downCommand())
    .addCommand(statusCommand());
