import { Command } from 'commander';
import { CommandRefused } from '../command-refused.js';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { examine } from './examine.js';

const marks = { well: 'ok  ', note: 'note', fault: 'FAIL' } as const;

/** Looks for what would keep the service from starting. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .description(
      'checks settings, data folder, database, migrations and partners; exit code 1 when something needs a mend',
    )
    .addHelpText('after', examples('usapi doctor', 'NODE_ENV=production usapi doctor'))
    .action(doctor);

async function doctor(): Promise<void> {
  const findings = await examine();
  for (const { subject, state, words } of findings)
    printLine(`${marks[state]} ${subject.padEnd(11)}  ${words}`);
  const faults = findings.filter(({ state }) => state === 'fault').length;
  if (faults > 0) throw new CommandRefused(`${faults} of ${findings.length} need a mend.`);
}
