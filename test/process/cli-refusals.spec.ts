import { Installation } from '../harness/installation.js';

describe('A command that cannot be carried out', () => {
  let here: Installation;
  beforeAll(async () => {
    here = await Installation.on('sqlite');
    await here.usapi('partners', 'add', 'shop');
  }, 120_000);
  afterAll(() => here.remove());

  it.each([
    [['outbox', 'retry'], 1, 'Name the messages to retry, or give --all-dead.'],
    [['outbox', 'retry', 'x', '--all-dead'], 1, 'Name the messages to retry, or give --all-dead.'],
    [['outbox', 'show', 'x'], 1, 'The outbox has no message x.'],
    [['outbox', 'list', '--status', 'lost'], 2, 'Allowed choices are queued, delivered, dead, discarded'],
    [['outbox', 'list', '--limit', '-1'], 2, 'Give a whole number, 1 or more.'],
    [['partners', 'add', 'shop'], 1, 'There is a partner shop already.'],
    [['partners', 'add', 'a:b'], 1, "A partner's name is 1 to 64 of"],
    [['partners', 'add', 'x', '--scope', 'everything'], 2, 'Allowed choices are signup, internal:register'],
    [['partners', 'rotate', 'nobody'], 1, 'There is no partner nobody.'],
    [['partners', 'revoke', 'nobody'], 1, 'There is no partner nobody.'],
    [['partners', 'disable', 'nobody'], 1, 'There is no partner nobody.'],
    [['partners', 'add'], 2, "missing required argument 'name'"],
  ])('%j says why in one line, without a stack', async (words, code, told) => {
    const ended = await here.usapi(...words);
    expect([ended.code, ended.stdout, ended.stderr.split('\n').length]).toEqual([code, '', 2]);
    expect(ended.stderr).toContain(told);
  });
});
