import { generator } from '../random/generator.js';

/** Seeds for random operations, another at each call. */
export interface Seeds {
  seed(): number;
}

/** The seeds of a layer that has the option `seed`: always the same ones, whatever else the program draws. */
export function ownSeeds(configuration: object): Seeds | null {
  const { seed = null } = configuration as { readonly seed?: number | null };
  if (seed === null) return null;
  const source = generator(seed);
  return { seed: () => source.next() >>> 1 };
}
