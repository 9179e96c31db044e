import { In, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import type { UnitOfWork } from './unit-of-work.js';

/**
 * Removes up to `most` rows by their ids, read outside the unit of work: neither engine deletes with a limit the same
 * way. @returns how many were found
 */
export async function removeBatch<Entity extends { readonly id: number | string }>(
  unit: UnitOfWork,
  type: EntityTarget<Entity>,
  where: FindOptionsWhere<Entity>,
  most: number,
): Promise<number> {
  const rows = await unit.view
    .createQueryBuilder(type, 'row')
    .select('row.id', 'id')
    .where(where)
    .limit(most)
    .getRawMany<{ id: number | string }>();
  if (rows.length === 0) return 0;
  // The condition once more: a row may have been given new life since it was read.
  const found = { ...where, id: In(rows.map(({ id }) => id)) } as FindOptionsWhere<Entity>;
  await unit.run(() => unit.manager.delete(type, found));
  return rows.length;
}
