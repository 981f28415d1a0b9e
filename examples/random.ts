import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Random choices for generated data. */
export interface RandomChoices {
  /** An integer from 0 to `count` - 1. */
  below(count: number): number;
  /** One of the items. */
  pick<const Item>(items: readonly Item[]): Item;
  /** True in this part of all calls. */
  chance(part: number): boolean;
}

/** Choices that are the same whenever the seed is. */
export function randomChoices(seed: number): RandomChoices {
  const generator = xoroshiro128plus(seed);
  const below = (count: number) => uniformInt(generator, 0, count - 1);
  return {
    below,
    pick: <const Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    chance: (part) => uniformFloat64(generator) < part,
  };
}
