import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { isTransientConflict } from './database-faults.js';
import { DirectStatements, type Statement } from './direct-statements.js';
import { Reader } from './reader.js';

interface OpenUnit {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
  open: boolean;
}

const maxRetries = 5;
const pause = (attempt: number): Promise<void> => sleep(Math.random() * 20 * 2 ** attempt);

/**
 * The only way to write. Everything inside `run` happens or nothing does; a deadlock, lock wait or busy SQLite file
 * repeats the whole of it (≤ 5 times, with jitter), so build entities inside, and keep hashes, HTTP and second
 * connections outside. Nested runs join the outer one.
 */
export class UnitOfWork {
  private readonly current = new AsyncLocalStorage<OpenUnit>();
  /** SQLite has one connection, and TypeORM one query runner for it: units take turns. */
  private tail: Promise<unknown> = Promise.resolve();
  private readonly takesTurns: boolean;
  private readonly direct: DirectStatements;

  constructor(
    private readonly writer: DataSource,
    private readonly reader: Reader,
  ) {
    this.takesTurns = writer.options.type === 'better-sqlite3';
    this.direct = new DirectStatements(writer);
  }

  /** The manager that writes. @throws Error outside an open unit, also for a step that was not awaited */
  get manager(): EntityManager {
    const unit = this.current.getStore();
    if (!unit?.open) throw new Error('Writing needs an open unit of work; is a step inside it not awaited?');
    return unit.manager;
  }

  /** For reading: the unit's own manager inside one, the reader's outside. */
  get view(): EntityManager {
    const unit = this.current.getStore();
    if (!unit) return this.reader.manager;
    if (!unit.open) throw new Error('This unit of work has ended; is a step inside it not awaited?');
    return unit.manager;
  }

  /** Calls `then` once the unit around it is committed; never when it is rolled back. */
  onCommit(then: () => void): void {
    const unit = this.current.getStore();
    if (!unit?.open) throw new Error('Only an open unit of work commits.');
    unit.afterCommit.push(then);
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.current.getStore()?.open) return work();
    return this.repeated(() => this.transaction(work));
  }

  /**
   * One new row, if `source` (`FROM … WHERE …`) finds what it depends on: one conditional write, which is a unit by
   * itself and needs no transaction around it; inside an open unit it is part of that. @returns whether it was stored
   */
  async insertIf(row: object, source: Statement): Promise<boolean> {
    const insertion = this.direct.insertion(row, source);
    const unit = this.current.getStore();
    if (!unit?.open) return (await this.repeated(() => this.direct.change(insertion))) === 1;
    const { sql, values } = insertion;
    const { affected } = (await unit.manager.queryRunner?.query(sql, [...values], true)) ?? {};
    return affected === 1;
  }

  private async repeated<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await (this.takesTurns ? this.inTurn(work) : work());
      } catch (error) {
        if (attempt === maxRetries || !isTransientConflict(error)) throw error;
        await pause(attempt);
      }
    }
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    const afterCommit: (() => void)[] = [];
    const body = async (manager: EntityManager): Promise<Result> => {
      const unit: OpenUnit = { manager, afterCommit, open: true };
      try {
        return await this.current.run(unit, work);
      } finally {
        unit.open = false;
      }
    };
    // READ COMMITTED takes no gap locks, so two registrations of different people never meet.
    const result = await (this.takesTurns
      ? this.writer.transaction(body)
      : this.writer.transaction('READ COMMITTED', body));
    for (const then of afterCommit) then();
    return result;
  }
}
