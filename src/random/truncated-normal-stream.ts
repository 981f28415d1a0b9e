import { normalStream } from './normal-stream.js';

/** Normally distributed numbers of which those more than two standard deviations from the mean are drawn again. */
export function truncatedNormalStream(seed: number): () => number {
  const normal = normalStream(seed);
  return () => {
    let value = normal();
    while (Math.abs(value) > 2) value = normal();
    return value;
  };
}
