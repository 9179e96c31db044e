import { Command } from 'commander';
import type { PartnerSecret } from '@app/partners';
import { examples } from '../output/examples.js';
import { printTable } from '../output/print.js';
import { withPartners } from './with-partners.js';

export const listCommand = (): Command =>
  new Command('list')
    .description('lists partners, and their live secrets by number and day')
    .addHelpText('after', examples('usapi partners list'))
    .action(list);

const list = (): Promise<void> =>
  withPartners(async (partners) => {
    const all = await partners.list();
    printTable(
      ['NAME', 'ACTIVE', 'SCOPES', 'PLATFORMS', 'LIVE SECRETS'],
      all.map(({ partner, secrets }) => [
        partner.name,
        partner.isActive,
        partner.scopes.join(','),
        partner.platforms.join(','),
        secrets.map(numberAndDay).join(', ') || null,
      ]),
    );
  });

const numberAndDay = ({ id, createdAt }: PartnerSecret): string =>
  `${id} (${createdAt.toISOString().slice(0, 10)})`;
