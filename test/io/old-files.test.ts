import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { loadModel, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { oldOptimizerSnapshot } from '../../src/io/old-optimizer.js';
import { trainedInKerasOrder } from '../../src/io/weight-tree.js';
import type { OptimizerRule } from '../../src/optimizers/optimizer-rule.js';
import { modelState, type RuntimeModel } from '../../src/training/model-state.js';
import type { AnyModel } from '../guide/golden-model.js';
import { root } from '../types/compilers.js';
import { disposeModel, predictionsOf } from './predictions.js';

interface Golden {
  readonly names?: readonly string[];
  /** `float`, or the number below which integers are. */
  readonly inputs: readonly { readonly shape: readonly number[]; readonly kind: 'float' | number }[];
  readonly outputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
}

const folder = join(root, 'test/golden/old-files');
const expected: Readonly<Record<string, Golden>> = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));

beforeAll(() => setBackend('cpu'));

describe('files of Keras 2', () => {
  it.each(Object.keys(expected))('%s', async (file) => {
    const { names, inputs, outputs } = expected[file] as Golden;
    const data = inputs.map(({ shape, kind }) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const value = (index: number) => (kind === 'float' ? Math.sin(0.37 * index) : (7 * index) % kind);
      return { shape, values: Array.from({ length: count }, (_, index) => value(index)) };
    });
    const model = await loadModel(join(folder, file));
    const predicted = await predictionsOf(model, data, names);
    expect(predicted.length).toBe(outputs.length);
    predicted.forEach((values, place) => {
      const wanted = outputs[place]?.values ?? [];
      expect(values.length).toBe(wanted.length);
      values.forEach((value, index) => {
        const want = wanted[index] as number;
        expect(Math.abs(value - want)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(want)));
      });
    });
    disposeModel(model);
  });
});

describe('optimizers of Keras 2', () => {
  const optimizers = join(root, 'test/golden/old-optimizers');
  const losses: Readonly<Record<string, readonly number[]>> = JSON.parse(
    readFileSync(join(optimizers, 'expected.json'), 'utf8'),
  );

  it.each(Object.keys(losses))('%s goes on where it was', async (file) => {
    const model = (await loadModel(join(optimizers, file))) as unknown as AnyModel;
    const x = tf.tensor(
      Float32Array.from({ length: 24 }, (_, index) => Math.sin(0.37 * index)),
      [6, 4],
    );
    const y = tf.tensor(
      Float32Array.from({ length: 12 }, (_, index) => Math.cos(index)),
      [6, 2],
    );
    for (const expected of losses[file] as readonly number[]) {
      expect((await model.trainOnBatch(x, y)).loss).toBeCloseTo(expected, 5);
    }
    model.dispose();
    tf.dispose([x, y]);
  });

  it('start anew where their state is that of other weights', async () => {
    const model = (await loadModel(join(optimizers, 'adam.h5'))) as unknown as RuntimeModel;
    const rule = model[modelState].compiled?.optimizer.rule as OptimizerRule;
    const values = new Float32Array(1);
    const alone = { name: 'Adam/iter:0', shape: [], dtype: 'float32', values } as const;
    const wrong = { name: 'Adam/m/one/kernel:0', shape: [1], dtype: 'float32', values } as const;
    expect(oldOptimizerSnapshot(rule, [alone, wrong], trainedInKerasOrder(model))).toBeNull();
    expect(oldOptimizerSnapshot(rule, [], trainedInKerasOrder(model))).toBeNull();
    model.dispose();
  });
});
