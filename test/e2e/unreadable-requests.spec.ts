import { connect } from 'node:net';
import { startService, type Service } from '../harness/service.js';

describe('Bytes that are no HTTP request', () => {
  let service: Service;
  let port: number;
  beforeAll(async () => {
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
    port = Number(new URL(await service.app.getUrl()).port);
  });
  afterAll(() => service.stop());

  const send = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });

  it.each([
    ['garbage', 'garbage\r\n\r\n', 400],
    [
      'two lengths',
      'POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
      400,
    ],
    [
      'a length and chunks',
      'POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
      400,
    ],
    ['20 kB of headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 413],
  ])('gets the contract’s answer and headers: %s', async (_, bytes, status) => {
    const answer = await send(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
      message: status === 413 ? 'Payload too large' : 'Malformed request body',
    });
  });
});
