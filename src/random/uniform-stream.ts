import { generator } from './generator.js';

/** Numbers from 0 (included) to 1 (excluded), each multiple of 2^-53 as likely as any other; one seed, one sequence. */
export function uniformStream(seed: number): () => number {
  const source = generator(seed);
  return () => ((source.next() >>> 5) * 2 ** 26 + (source.next() >>> 6)) * 2 ** -53;
}
