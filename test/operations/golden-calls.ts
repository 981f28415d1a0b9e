import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { Input } from '../../src/layers/core/input.js';
import * as ops from '../../src/operations/index.js';
import type { DType } from '../../src/types/dtype.js';
import type { Numbers } from '../layers/golden-case.js';

interface GoldenTensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly values: Numbers;
}

/** What Keras computed where an operation was called. */
export interface GoldenCall {
  /** The call in TypeScript; its inputs are a, b and c. */
  readonly call: string;
  readonly inputs: readonly GoldenTensor[];
  readonly outputs: readonly GoldenTensor[];
  readonly gradients: readonly (Numbers | null)[];
}

const file = new URL('../golden/golden_operations.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly GoldenCall[] };

/** Calls of operations that Keras computed. */
export const goldenCalls: readonly GoldenCall[] = cases;

/** The operations of which there is a case. */
export function goldenOperations(): ReadonlySet<string> {
  return new Set(cases.flatMap(({ call }) => [...call.matchAll(/(\w+)\(/g)].map(([, name]) => name as string)));
}

/** The inputs and outputs of a call in a graph. */
export interface Graph {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
}

/** The name of the test of a call. */
export function titleOf({ call, inputs }: GoldenCall): string {
  return [call, ...inputs.map(({ shape, dtype }) => `${dtype} (${shape})`)].join(' ');
}

/** A call on inputs of the graph. */
export function buildCall(golden: GoldenCall): Graph {
  const inputs = golden.inputs.map(
    ({ shape: [batch, ...sample], dtype }): SymbolicTensor => Input(sample, { dtype, batchSize: batch as number }),
  );
  return { inputs, outputs: callOn(golden, inputs) };
}

/** A call on any inputs. */
export function callOn<Item>({ call }: GoldenCall, inputs: readonly Item[]): readonly Item[] {
  const names = ['a', 'b', 'c'].slice(0, inputs.length);
  const evaluate = new Function(...Object.keys(ops), ...names, `return ${call}`);
  return [evaluate(...Object.values(ops), ...inputs)].flat();
}

/** Its inputs with the values that Keras got. */
export function feedsOf({ inputs }: GoldenCall): readonly tf.Tensor[] {
  return inputs.map(({ shape, dtype, values }) => tf.tensor(values.map(Number), [...shape], dtype));
}
