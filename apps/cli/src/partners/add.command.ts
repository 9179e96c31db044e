import { Command, Option } from 'commander';
import { partnerScopes, platforms, type PartnerScope, type Platform } from '@app/partners';
import { examples } from '../output/examples.js';
import { handOver, withPartners } from './with-partners.js';

/** An option that takes some of `all`, and all of them by default. */
const someOf = (flag: string, description: string, all: readonly string[]): Option =>
  new Option(flag, description).choices([...all]).default([...all], 'all');

export const addCommand = (): Command =>
  new Command('add')
    .description('admits a partner and prints its secret, once')
    .argument('<name>', '1 to 64 of A-Z a-z 0-9 . _ -')
    .addOption(someOf('--scope <scope...>', 'what it may call', partnerScopes))
    .addOption(someOf('--platform <platform...>', 'for which platforms', platforms))
    .addHelpText(
      'after',
      examples('usapi partners add shop', 'usapi partners add shop --scope signup --platform ONMART'),
    )
    .action(add);

interface Rights {
  readonly scope: readonly PartnerScope[];
  readonly platform: readonly Platform[];
}

const add = (name: string, { scope, platform }: Rights): Promise<void> =>
  withPartners(async (partners) => {
    handOver(name, await partners.add(name, { scopes: scope, platforms: platform }));
  });
