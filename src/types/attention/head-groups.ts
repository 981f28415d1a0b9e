import type { Modulo } from '../arithmetic/divide.js';
import type { Fill } from '../message.js';
import { mismatch } from '../mismatch.js';
import type { IsSingle } from '../single.js';

const uneven =
  'GroupQueryAttention: numKeyValueHeads expects a number that divides numQueryHeads, {heads} (received {groups})';

/** The number of heads of keys and values, where it divides that of the query's; else the sentence that says so. */
export type HeadGroups<Heads extends number, Groups extends number> = number extends Heads | Groups
  ? Groups
  : [IsSingle<Heads>, IsSingle<Groups>] extends [true, true]
    ? Modulo<Heads, Groups> extends 0
      ? Groups
      : Fill<typeof uneven, { heads: Heads; groups: Groups }>
    : Groups;

/** The same at run time. */
export function headGroups(heads: number, groups: number): number {
  return heads % groups === 0 ? groups : mismatch(uneven, { heads, groups });
}
