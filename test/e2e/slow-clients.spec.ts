import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { startService, type Service } from '../harness/service.js';
import { waitFor } from '../harness/wait-for.js';

describe('A client that', () => {
  let service: Service;
  let server: Server;
  beforeAll(async () => {
    service = await startService('sqlite');
    await service.app.listen(0, '127.0.0.1');
    server = service.app.getHttpServer();
  });
  afterAll(() => service.stop());

  it('dawdles is cut off after 15 seconds, within its body, too', () => {
    // Node gives the body the longer of the two and the headers the shorter, whichever is which.
    expect([server.headersTimeout, server.requestTimeout]).toEqual([15_000, 15_000]);
  });

  it('hangs up within its body is no alarm: the log does not take it for a database that is away', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST /auth HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n');
    socket.write('Content-Length: 50\r\n\r\n{"username"', () => setTimeout(() => socket.destroy(), 50));
    const line = await waitFor(service.logs.lines, (text) => text.includes('"status":'), 5000);
    expect(JSON.parse(line)).toMatchObject({ level: 30, code: 'request.malformed', msg: 'refused' });
  });
});
