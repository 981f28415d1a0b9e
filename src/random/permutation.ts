import { uniformStream } from './uniform-stream.js';

/** The integers from 0 to `count - 1` in random order, every order alike (Fisher and Yates). */
export function permutation(count: number, seed: number): Int32Array {
  const uniform = uniformStream(seed);
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    const moved = order[last] as number;
    order[last] = order[chosen] as number;
    order[chosen] = moved;
  }
  return order;
}
