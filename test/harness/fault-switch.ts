import type { INestApplicationContext } from '@nestjs/common';
import { Reader, UnitOfWork } from '@app/transactions';

/** A fault nobody foresaw, with a text that must never leave the service. */
export const bug = new Error('a bug at /srv/usapi/secret.ts:1, near SELECT password_hash');

/** What the driver throws when the database is not there. */
export const databaseAway = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), {
  code: 'ECONNREFUSED',
});

/** Breaks the database under a running service, and mends it again: every read and every write goes through here. */
export class FaultSwitch {
  private fault: Error | null = null;

  constructor(app: INestApplicationContext) {
    const reader = app.get(Reader);
    const unit = app.get(UnitOfWork);
    const { manager } = reader;
    const [rows, run] = [reader.rows.bind(reader), unit.run.bind(unit)];
    Object.defineProperty(reader, 'manager', { get: () => this.unlessBroken(() => manager) });
    reader.rows = async (sql, values) => this.unlessBroken(() => rows(sql, values));
    unit.run = async (work) => this.unlessBroken(() => run(work));
  }

  /** The database throws `fault` while `work` goes on. */
  async during<Result>(fault: Error, work: () => Promise<Result>): Promise<Result> {
    this.fault = fault;
    try {
      return await work();
    } finally {
      this.fault = null;
    }
  }

  private unlessBroken<Result>(work: () => Result): Result {
    if (this.fault) throw this.fault;
    return work();
  }
}
