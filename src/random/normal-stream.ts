import { uniformStream } from './uniform-stream.js';

/** Normally distributed numbers with mean 0 and standard deviation 1, two from two uniform ones (Box and Muller). */
export function normalStream(seed: number): () => number {
  const uniform = uniformStream(seed);
  let spare = 0;
  let hasSpare = false;
  return () => {
    hasSpare = !hasSpare;
    if (!hasSpare) return spare;
    // One less, so that the logarithm is never that of 0.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
