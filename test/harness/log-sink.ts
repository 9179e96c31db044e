import { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';

/** A logger whose lines a test can read: at every level, so that nothing hides below the threshold. */
export class LogSink {
  readonly lines: string[] = [];
  readonly logger: Logger;

  constructor() {
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.lines.push(chunk.toString());
        done();
      },
    });
    this.logger = pino({ level: 'trace' }, stream);
  }

  get text(): string {
    return this.lines.join('');
  }
}
