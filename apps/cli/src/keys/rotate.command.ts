import { Command } from 'commander';
import type { KeyRotation } from '@app/tokens';
import { examples } from '../output/examples.js';
import { printLine } from '../output/print.js';
import { second, withKeys } from './with-keys.js';

export const rotateCommand = (): Command =>
  new Command('rotate')
    .description('publishes the next key; called again once every replica knows it, lets it sign')
    .option('--now', 'both at once: for one process alone, or when the key that signs is in strange hands')
    .option('--dry-run', 'says what would be done, and does nothing')
    .addHelpText(
      'after',
      examples('usapi keys rotate', 'usapi keys rotate --dry-run', 'usapi keys rotate --now'),
    )
    .action(rotate);

interface RotateOptions {
  readonly now?: boolean;
  readonly dryRun?: boolean;
}

const rotate = ({ now = false, dryRun = false }: RotateOptions): Promise<void> =>
  withKeys(async ({ rotation }) => (dryRun ? foretell(rotation, now) : carryOut(rotation, now)));

async function foretell(rotation: KeyRotation, now: boolean): Promise<void> {
  const { active, next, promotes } = await rotation.plan(now);
  if (!next) printLine('Would make a key and publish it.');
  if (promotes)
    printLine(`Would let ${next?.kid ?? 'it'} sign; ${active.kid} would verify until its tokens have ended.`);
}

async function carryOut(rotation: KeyRotation, now: boolean): Promise<void> {
  const { next, signsFrom, retiring } = await rotation.rotate(now);
  if (!retiring) {
    printLine(`Published ${next.kid} (${next.algorithm}), which signs nothing yet.`);
    printLine(`To let it sign, from ${second(signsFrom)} on: usapi keys rotate`);
    return;
  }
  printLine(`${next.kid} (${next.algorithm}) signs.`);
  printLine(`What ${retiring.kid} has signed is valid until ${second(retiring.endsAt)}.`);
  printLine(`To end that at once: usapi keys retire ${retiring.kid} --yes`);
}
