import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server on loopback that can be shut and opened again: behind it the server seems away. */
export class Doorway {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private isFrozen = false;

  private constructor(
    private readonly target: number,
    private port: number,
  ) {}

  static async to(target: number): Promise<Doorway> {
    const doorway = new Doorway(target, 0);
    await doorway.open();
    return doorway;
  }

  /** `host:port`, the same however often it was shut. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    const server = createServer((socket) => this.pass(socket));
    await once(server.listen(this.port, '127.0.0.1'), 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Nobody listens any more, and every connection breaks. */
  async shut(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(server, 'close');
  }

  /** Whoever comes is let in, and nothing goes through in either direction: as behind a server that hangs. */
  freeze(): void {
    this.isFrozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Everything that waited goes through. */
  thaw(): void {
    this.isFrozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  private pass(socket: Socket): void {
    const onward = connect(this.target, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
      if (this.isFrozen) one.pause();
    }
  }
}
