import { engines, type Engine } from '../harness/engines.js';
import { startService, type Service } from '../harness/service.js';
import type { Reply } from '../harness/client.js';

/** On SQLite one process serves; on MariaDB any number. */
export const fleets: readonly { readonly engine: Engine; readonly instances: number }[] = engines.flatMap(
  (engine) => (engine === 'sqlite' ? [1] : [1, 2]).map((instances) => ({ engine, instances })),
);

/** pino's number. */
const errorLevel = 50;

/** Instances of the service on one database. */
export class Fleet {
  private constructor(
    readonly first: Service,
    private readonly others: readonly Service[],
  ) {}

  static async start({ engine, instances }: (typeof fleets)[number]): Promise<Fleet> {
    const first = await startService(engine);
    const others = await Promise.all(
      Array.from({ length: instances - 1 }, () => startService(engine, { beside: first })),
    );
    return new Fleet(first, others);
  }

  /** `count` calls at the same moment, the instances in turns. */
  storm(count: number, call: (service: Service, number: number) => Promise<Reply>): Promise<Reply[]> {
    const services = [this.first, ...this.others];
    return Promise.all(
      Array.from({ length: count }, (_, number) =>
        call(services[number % services.length] ?? this.first, number),
      ),
    );
  }

  /** How many rows a condition finds. */
  async count(table: string, column: string, value: string): Promise<number> {
    const rows: unknown[] = await this.first.database.query(`SELECT 1 FROM ${table} WHERE ${column} = ?`, [
      value,
    ]);
    return rows.length;
  }

  /** Throws when anything went wrong that no documented answer told of. */
  refuseFaults(): void {
    const lines = [this.first, ...this.others].flatMap(({ logs }) => logs.lines);
    const faults = lines.filter((line) => (JSON.parse(line) as { level: number }).level >= errorLevel);
    if (faults.length > 0) throw new Error(`There were faults: ${faults.join('')}`);
  }

  async stop(): Promise<void> {
    for (const service of [...this.others, this.first]) await service.stop();
  }
}

/** How often each answer was given: status and words. */
export function tally(replies: readonly Reply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const { message = '' } = body as { message?: string };
    const answer = `${status} ${message}`.trim();
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}
