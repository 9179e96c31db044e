import { readSettings } from '@app/settings';
import { faultsOf, secret } from './faults.js';

const credentials = (PARTNER_CREDENTIALS: string) =>
  readSettings({ JWT_SECRET: secret, PARTNER_CREDENTIALS }).partners.credentials;

describe('PARTNER_CREDENTIALS', () => {
  it('names one partner', () => {
    expect(credentials('erp:one')).toEqual([{ name: 'erp', secret: 'one' }]);
  });

  it('names several, in any spacing between them', () => {
    expect(credentials('erp:one; shop:two;\n app.v2:three;')).toEqual([
      { name: 'erp', secret: 'one' },
      { name: 'shop', secret: 'two' },
      { name: 'app.v2', secret: 'three' },
    ]);
  });

  it('ends a name at the first colon: further ones belong to the secret', () => {
    expect(credentials('erp:a:b::c:')).toEqual([{ name: 'erp', secret: 'a:b::c:' }]);
  });

  it('keeps every character of a secret, blanks too', () => {
    expect(credentials('erp: säure=/+ ')).toEqual([{ name: 'erp', secret: ' säure=/+ ' }]);
  });

  it.each([
    ['no colon', 'erp'],
    ['no name', ':secret-of-nobody'],
    ['no secret', 'erp:'],
    ['nothing but separators', ' ; ;'],
    ['a name twice', 'erp:s3cr3t;erp:s3cr3t'],
    ['a name with a blank', 'the erp:s3cr3t'],
    ['a name of 65 characters', `${'e'.repeat(65)}:s3cr3t`],
    ['a name that no header can carry', 'érp:s3cr3t'],
    ['one faulty pair among sound ones', 'erp:s3cr3t;shop'],
  ])('is refused with %s, and its secrets are not shown', (_, PARTNER_CREDENTIALS) => {
    const faults = faultsOf({ JWT_SECRET: secret, PARTNER_CREDENTIALS });
    expect(faults).toEqual([expect.stringMatching('^PARTNER_CREDENTIALS: ')]);
    expect(faults.join()).not.toMatch(/s3cr3t|nobody/);
  });
});
