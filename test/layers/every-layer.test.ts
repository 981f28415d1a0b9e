import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ShapeError } from '../../src/errors.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { boundShape } from '../../src/types/bound-names.js';
import { fits } from '../../src/types/dimension.js';
import { unnamed } from '../../src/types/shape.js';
import { type Claim, expectCompiledShapes } from '../types/compiled-shapes.js';
import { evaluate, inputsOf, scope } from './random-calls/evaluate.js';
import { type LayerName, randomCalls } from './random-calls/every-layer.js';
import { runOutputs } from './run-layer.js';

const runs = Number(process.env.RUNS ?? 200);
const seed = Number(process.env.SEED ?? 7);
const names = Object.keys(randomCalls) as LayerName[];

const imports = `import { ${scope.join(', ')} } from '../../src/index.js';`;

/** A call, and what it is at run time: one text for both worlds. */
function claimOf(text: string): Claim {
  try {
    const outcome = evaluate(text);
    return [text, Array.isArray(outcome) ? outcome.map(({ shape }) => shape) : (outcome as SymbolicTensor).shape];
  } catch (error) {
    return [text, { rejected: (error as Error).message }];
  }
}

/** What run time alone says: the compiler does not multiply the sizes of weights. */
const tooManyElements = / expects weights of at most \d+ elements /;

/** Numbers for an input; a size that varies is `open` here. */
function feed({ shape, dtype }: SymbolicTensor, open: number): tf.Tensor {
  const sizes = unnamed(shape).map((size, axis) => size ?? (axis === 0 ? 2 : open));
  if (dtype === 'string') return tf.tensor(Array(tf.util.sizeFromShape(sizes)).fill('1'), sizes, 'string');
  return tf.ones(sizes, dtype === 'int32' ? 'int32' : 'float32');
}

const samples = names.map((name) => [name, fc.sample(randomCalls[name], { numRuns: runs, seed })] as const);

describe(`random calls of every layer, seed ${seed}`, () => {
  beforeAll(() => setBackend('cpu'));

  it('have the same shapes and the same errors for the compiler and at run time', { timeout: 600_000 }, () => {
    const answers = samples.flatMap(([, texts]) => [...new Set(texts)].map(claimOf));
    const claims = answers.filter(([, answer]) => !('rejected' in answer && tooManyElements.test(answer.rejected)));
    expect(answers.length - claims.length).toBeLessThan(answers.length / 1000);
    const accepted = claims.filter(([, expected]) => !('rejected' in expected)).length;
    expect(accepted).toBeGreaterThan(claims.length / 2);
    expect(claims.length - accepted).toBeGreaterThan(claims.length / 20);
    expectCompiledShapes(imports, claims);
  });

  it.each(samples)('%s gives tensors of the shape that was inferred', (_, texts) => {
    let checked = 0;
    let unfit = 0;
    for (const text of new Set(texts)) {
      const outcome = attempt(() => evaluate(text));
      if (outcome === undefined) continue;
      const outputs = [outcome].flat() as SymbolicTensor[];
      const inputs = inputsOf(outputs[0] as SymbolicTensor);
      if ([...inputs, ...outputs].some(({ shape }) => sizeOf(unnamed(shape)) > 20_000)) continue;
      if (outputs.some(({ producer }) => producer.layer.countParams() > 100_000)) continue;
      if (openSizes(inputs).some((open) => hasShapes(text, inputs, outputs, open))) checked++;
      else unfit++;
      for (const { producer } of outputs) producer.layer.dispose();
    }
    expect(checked).toBeGreaterThan(texts.length / 20);
    expect(unfit).toBeLessThan(checked);
  });
});

/** Sizes to give to the axes that vary, of which one may make several tensors fit each other. */
function openSizes(inputs: readonly SymbolicTensor[]): readonly number[] {
  const sizes = inputs.flatMap(({ shape }) => unnamed(shape).slice(1));
  if (!sizes.includes(null)) return [12];
  return [...new Set([12, ...sizes.filter((size) => size !== null)])].filter((size) => size <= 100);
}

/** Whether the call runs on numbers of this size where an axis varies; if it does, what comes out is as was inferred. */
function hasShapes(
  text: string,
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
  open: number,
): boolean {
  const isOpen = inputs.some(({ shape }) => unnamed(shape).slice(1).includes(null));
  return tf.tidy(() => {
    const feeds = inputs.map((input) => feed(input, open));
    let values: readonly { readonly tensor: tf.Tensor }[];
    try {
      values = runOutputs(inputs, outputs, feeds);
    } catch (error) {
      if (isOpen && error instanceof ShapeError) return false;
      throw new Error(`${text} on (${feeds.map(({ shape }) => shape).join('), (')})`, { cause: error });
    }
    values.forEach(({ tensor }, index) => {
      const { shape, dtype } = outputs[index] as SymbolicTensor;
      const sizes = boundShape(shape, new Map(['time', 'steps'].map((name) => [name, open])));
      expect(fits(tensor.shape, sizes), `${text}: (${tensor.shape}) for (${shape})`).toBe(true);
      expect(tensor.dtype, text).toBe(dtype);
    });
    return true;
  });
}

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function sizeOf(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((product, size) => product * (size ?? 12), 1);
}
