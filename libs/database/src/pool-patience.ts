import type { DataSource } from 'typeorm';

type Fault = Error & { readonly code?: string };
type Told = (fault: Fault | null, ...rest: unknown[]) => void;

/** A statement under way. */
interface Command {
  onResult?: Told | undefined;
}
interface Connection {
  readonly stream: { destroy(fault: Error): void };
  query(...statement: unknown[]): Command;
  release(): void;
}
type Taken = (fault: Fault | null, connection?: Connection) => void;
interface Pool {
  getConnection(taken: Taken): void;
  on(event: 'acquire', then: (connection: Connection) => void): void;
  on(event: 'enqueue', then: () => void): void;
}

/** The driver's code for a statement that took longer than its time limit. */
const tookTooLong = 'PROTOCOL_SEQUENCE_TIMEOUT';

/** Nobody gets a connection. The code is one that callers know (`isDatabaseAway`). */
class NoConnection extends Error {
  readonly code = 'ETIMEDOUT';
}

/**
 * Bounds what mysql2 does not: how long a connection is waited for, and how long one is kept whose statement was given
 * up. The driver's own time limit ends the waiting alone; what comes next on that connection, a ROLLBACK first of all,
 * would wait behind the statement for ever.
 * @param most milliseconds a connection is waited for, since anybody got one
 */
export function limitPatience(source: DataSource, most: number): void {
  const { pool } = source.driver as unknown as { pool: Pool };
  limitQueue(pool, most);
  const known = new WeakSet<Connection>();
  pool.on('acquire', (connection) => {
    if (known.has(connection)) return;
    known.add(connection);
    endWithStatement(connection);
  });
}

function limitQueue(pool: Pool, most: number): void {
  const take = pool.getConnection.bind(pool);
  let served = 0;
  let isQueued = false;
  // Told within `take`; who need not wait needs no timer either.
  pool.on('enqueue', () => (isQueued = true));
  pool.getConnection = (taken) => {
    let isOver = false;
    let timer: NodeJS.Timeout | undefined;
    const waitOn = (before: number): NodeJS.Timeout => setTimeout(() => review(before), most).unref();
    const review = (before: number): void => {
      // A crowd is served in turns, and its queue is bounded; only when nobody got any there is nobody to wait for.
      if (served !== before) timer = waitOn(served);
      else {
        isOver = true;
        taken(new NoConnection('No connection in time'));
      }
    };
    isQueued = false;
    take((fault, connection) => {
      clearTimeout(timer);
      if (connection) served++;
      if (isOver) connection?.release();
      // mysql2 gives a full queue no code.
      else taken(fault && fault.code === undefined ? new NoConnection(fault.message) : fault, connection);
    });
    if (isQueued) timer = waitOn(served);
  };
}

/** The connection ends with a statement that took too long. */
function endWithStatement(connection: Connection): void {
  const ask = connection.query.bind(connection);
  connection.query = (...statement) => {
    const command = ask(...statement);
    const told = command.onResult;
    if (told) {
      let isTold = false;
      // It stays in place: a statement that ended with its connection is told of its time limit, too, and nobody to
      // tell would be the end of the process. The end of the connection tells one that was given up again.
      command.onResult = (fault, ...rest) => {
        if (isTold) return;
        isTold = true;
        told(fault, ...rest);
        if (fault?.code === tookTooLong) connection.stream.destroy(fault);
      };
    }
    return command;
  };
}
