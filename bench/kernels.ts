/**
 * Prints how long our own kernels for WebAssembly take, as a ratio to what runs without them: medians of rounds that take turns in one
 * process.
 *
 * Run it with `npx tsx --tsconfig tsconfig.check.json bench/kernels.ts`; words after it choose cases by parts of their names.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { setBackend } from '../src/backends/backend.js';
import { hasRelaxedSimd } from '../src/backends/wasm/binaries.js';
import { loadKernels, useKernels } from '../src/backends/wasm/own-kernels.js';

type Run = () => tf.Tensor | tf.Tensor[];

const rounds = 15;
const millisecondsPerRound = 20;

const uniform = (...shape: number[]) => tf.randomUniform(shape, -1, 1);

function product(rows: number, inner: number, columns: number, transposeA = false, transposeB = false): Run {
  const a = transposeA ? uniform(inner, rows) : uniform(rows, inner);
  const b = transposeB ? uniform(columns, inner) : uniform(inner, columns);
  return () => tf.matMul(a, b, transposeA, transposeB);
}

function batches(count: number, rows: number, inner: number, columns: number, transposeB: boolean): Run {
  const a = uniform(count, rows, inner);
  const b = transposeB ? uniform(count, columns, inner) : uniform(count, inner, columns);
  return () => tf.matMul(a, b, false, transposeB);
}

/** Each case makes its tensors once. */
const cases: Readonly<Record<string, () => Run>> = {
  'product 32 x 784 x 64': () => product(32, 784, 64),
  'product 4480 x 256 x 256': () => product(4480, 256, 256),
  'product with a transposed left operand, 784 x 32 x 64': () => product(784, 32, 64, true),
  'product with a transposed left operand, 256 x 4480 x 256': () => product(256, 4480, 256, true),
  'product with a transposed right operand, 32 x 64 x 784': () => product(32, 64, 784, false, true),
  'product with a transposed right operand, 4480 x 256 x 64': () => product(4480, 256, 64, false, true),
  '256 products 64 x 32 x 64, right operand transposed': () => batches(256, 64, 32, 64, true),
  '256 products 64 x 64 x 32': () => batches(256, 64, 64, 32, false),
};

const median = (values: readonly number[]) =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] as number;

function milliseconds(run: Run, times: number): number {
  const start = performance.now();
  for (let index = 0; index < times; index++) tf.dispose(run());
  return (performance.now() - start) / times;
}

await setBackend('wasm');
const backend = tf.backend() as BackendWasm;
const isRelaxed = hasRelaxedSimd();
const kernels = { without: null, own: await loadKernels(backend, isRelaxed) };
const words = process.argv.slice(2);
console.log(
  `Node ${process.version}, ${isRelaxed ? 'relaxed SIMD' : 'SIMD'}; ms without and with our own kernels, ratio`,
);
for (const [name, make] of Object.entries(cases)) {
  if (!words.every((word) => name.includes(word))) continue;
  const run = make();
  const times: Record<keyof typeof kernels, number[]> = { without: [], own: [] };
  let count = 1;
  for (let round = 0; round <= rounds; round++) {
    for (const system of ['without', 'own'] as const) {
      useKernels(backend, kernels[system]);
      const taken = milliseconds(run, count);
      // The first round is for the compilers of the engine, and tells how many runs a round needs.
      if (round > 0) times[system].push(taken);
    }
    if (round === 0) count = Math.max(1, Math.round(millisecondsPerRound / milliseconds(run, 2)));
  }
  const [without, own] = [median(times.without), median(times.own)];
  console.log(`${name}: ${without.toFixed(3)} ${own.toFixed(3)} ${(own / without).toFixed(2)}`);
}
