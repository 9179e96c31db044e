import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, LessThan, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock, secondsAfter } from '@app/clock';
import { TooManyRequests } from '@app/problems';
import { LimitSettings } from '@app/settings';
import { UnitOfWork } from '@app/transactions';
import { LimitCounter } from './limit-counter.entity.js';

/**
 * `most` uses of one key within `window` seconds, counted from the first; with `renews` from the last, so that no
 * stretch of that length ever holds more. A cooldown is a budget of one.
 */
export interface Budget {
  readonly name: string;
  readonly most: number;
  readonly window: number;
  /** Each use begins the window anew. */
  readonly renews?: true;
  /** It bounds load and cost, no more: `RATE_LIMITS=off` lifts it. */
  readonly isLoad?: true;
}

const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Budgets kept in the database: shared by replicas, surviving restarts, and taken back when the unit rolls back. */
@Injectable()
export class Limits {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: LimitSettings,
  ) {}

  /**
   * Uses one of each budget, or nothing at all, inside the caller's unit of work if there is one. Each step is one
   * conditional write, so that of any number of parallel callers exactly `most` get through.
   * @throws TooManyRequests for the first that is used up: name the longest window first
   */
  async spend(budgets: readonly Budget[], key: string): Promise<void> {
    const inForce = this.inForce(budgets);
    if (inForce.length === 0) return;
    await this.unit.run(async () => {
      const now = this.clock.now();
      const keyDigest = digestOf(key);
      await this.ensureCounters(inForce, keyDigest, now);
      for (const budget of inForce) {
        const counter = { budget: budget.name, keyDigest };
        if (await this.useOne(budget, counter, now)) continue;
        if (await this.beginWindow(budget, counter, now)) continue;
        throw new TooManyRequests(await this.secondsLeft(counter, now), budget);
      }
    });
  }

  /** Refuses what `spend` would refuse, without using anything: spares the work in between. One query. */
  async refuseSpent(budgets: readonly Budget[], key: string): Promise<void> {
    const inForce = this.inForce(budgets);
    const now = this.clock.now();
    const counters = await this.unit.view.findBy(LimitCounter, {
      budget: In(inForce.map(({ name }) => name)),
      keyDigest: digestOf(key),
      windowEndsAt: MoreThan(now),
    });
    for (const budget of inForce) {
      const counter = counters.find((one) => one.budget === budget.name);
      if (counter && counter.used >= budget.most)
        throw new TooManyRequests(wholeSeconds(now, counter.windowEndsAt), budget);
    }
  }

  /** Removes up to `most` counters whose window ended before `moment`. @returns how many */
  async removeEnded(moment: Date, most: number): Promise<number> {
    const over = { windowEndsAt: LessThan(moment) };
    const rows = await this.unit.view.find(LimitCounter, { where: over, take: most });
    const keys = rows.map(({ budget, keyDigest }) => ({ budget, keyDigest, ...over }));
    if (keys.length > 0)
      await this.unit.run(() =>
        this.unit.manager.createQueryBuilder().delete().from(LimitCounter).where(keys).execute(),
      );
    return rows.length;
  }

  private inForce(budgets: readonly Budget[]): readonly Budget[] {
    return this.settings.loadBudgets ? budgets : budgets.filter(({ isLoad }) => !isLoad);
  }

  /**
   * The rows, locked for this unit. An upsert that changes nothing, because where it meets a row it takes the exclusive
   * lock at once: ignoring the duplicate takes a shared one, and two holders of that both wait to write for ever.
   */
  private async ensureCounters(budgets: readonly Budget[], keyDigest: string, now: Date): Promise<void> {
    const unused = budgets.map(({ name, window }) => ({
      budget: name,
      keyDigest,
      used: 0,
      windowEndsAt: secondsAfter(now, window),
    }));
    const insert = this.unit.manager.createQueryBuilder().insert().into(LimitCounter);
    await insert.values(unused).orUpdate(['budget'], ['budget', 'key_digest']).updateEntity(false).execute();
  }

  private async useOne(
    budget: Budget,
    counter: Pick<LimitCounter, 'budget' | 'keyDigest'>,
    now: Date,
  ): Promise<boolean> {
    const { affected } = await this.unit.manager
      .createQueryBuilder()
      .update(LimitCounter)
      .set({
        used: () => 'used + 1',
        ...(budget.renews && { windowEndsAt: secondsAfter(now, budget.window) }),
      })
      .where({ ...counter, windowEndsAt: MoreThan(now) })
      .andWhere('used < :most', { most: budget.most })
      .execute();
    return affected === 1;
  }

  private async beginWindow(
    { window }: Budget,
    counter: Pick<LimitCounter, 'budget' | 'keyDigest'>,
    now: Date,
  ): Promise<boolean> {
    const windowEndsAt = secondsAfter(now, window);
    const over = { ...counter, windowEndsAt: LessThanOrEqual(now) };
    const { affected } = await this.unit.manager.update(LimitCounter, over, { used: 1, windowEndsAt });
    return affected === 1;
  }

  private async secondsLeft(counter: Pick<LimitCounter, 'budget' | 'keyDigest'>, now: Date): Promise<number> {
    const row = await this.unit.manager.findOneBy(LimitCounter, counter);
    return row ? wholeSeconds(now, row.windowEndsAt) : 1;
  }
}

const wholeSeconds = (from: Date, to: Date): number =>
  Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000));
