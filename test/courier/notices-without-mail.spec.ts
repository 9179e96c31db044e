import { OutboxMessage } from '@app/outbox';
import { engines } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import { Owner } from '../account/owner.js';

/** A supported setup: people sign up by SMS alone. */
describe.each(engines)('Where mail is switched off on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine, { env: { SMTP_URL: 'none' } });
  });
  afterAll(() => service.stop());

  const messages = (): Promise<OutboxMessage[]> => service.database.getRepository(OutboxMessage).find();

  it('nothing is left for a mail server that is not there', async () => {
    const owner = await Owner.join(service, {}, { device: 'First/1' });
    await owner.again({ device: 'Second/2' });
    expect(await messages()).toEqual([]);
  });

  it('who has proven a number hears by SMS', async () => {
    const owner = await Owner.join(service, {}, { device: 'First/1' });
    await owner.takePhone();
    await owner.again({ device: 'Second/2' });
    const sent = (await messages()).filter(({ recipient }) => recipient === owner.person.phone_number);
    expect(sent.map(({ type }) => type)).toContain('notice-sms');
    expect((await messages()).filter(({ channel }) => channel === 'mail')).toEqual([]);
  });
});
