import * as tf from '@tensorflow/tfjs-core';
import { DataError, Dense, Input, Model, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { CTC, computeLoss } from '../../src/losses/index.js';
import { expectClose } from './close.js';

const values = (labels: number[][], logits: tf.Tensor3D) =>
  tf.tidy(() => [...computeLoss(CTC({ reduction: 'none' }), tf.tensor2d(labels), logits).dataSync()]);

/** Every way of writing labels as `steps` classes, blanks and repetitions included. */
function probability(labels: readonly number[], chances: readonly (readonly number[])[]): number {
  const classes = (chances[0] as readonly number[]).length;
  let sum = 0;
  for (let path = 0; path < classes ** chances.length; path++) {
    const steps = chances.map((_, step) => Math.floor(path / classes ** step) % classes);
    const read = steps.filter((label, step) => label !== 0 && label !== steps[step - 1]);
    if (read.join() === labels.join()) {
      sum += steps.reduce(
        (product, label, step) => product * ((chances[step] as readonly number[])[label] as number),
        1,
      );
    }
  }
  return sum;
}

describe.each(['cpu', 'wasm'] as const)('CTC on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('sums over all alignments', () => {
    const labels = [
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [2, 1, 0],
      [1, 2, 1],
    ];
    const logits = tf.randomNormal<tf.Rank.R3>([5, 5, 3], 0, 2, 'float32', 7);
    const chances = tf.tidy(() => tf.softmax(logits).arraySync()) as number[][][];
    const wanted = labels.map(
      (row, index) => -Math.log(probability(row.filter(Boolean), chances[index] as number[][])),
    );
    expectClose(values(labels, logits), wanted);
    logits.dispose();
  });

  it('takes as many labels as there are steps, and is large, but finite, where they do not fit', () => {
    const logits = tf.zeros<tf.Rank.R3>([3, 2, 4]);
    const [fitting, repeated, long] = values(
      [
        [1, 2, 0],
        [1, 1, 0],
        [1, 2, 3],
      ],
      logits,
    ) as [number, number, number];
    expect(fitting).toBeCloseTo(-2 * Math.log(1 / 4), 5);
    for (const loss of [repeated, long]) {
      expect(loss).toBeGreaterThan(9e4);
      expect(loss).toBeLessThan(1e7);
    }
    tf.tidy(() => {
      const slope = tf.grad((output: tf.Tensor) =>
        computeLoss(
          CTC(),
          tf.tensor2d([
            [1, 1],
            [2, 2],
            [1, 2],
          ]),
          output,
        ),
      )(logits);
      expect([...slope.dataSync()].every(Number.isFinite)).toBe(true);
    });
    logits.dispose();
  });

  it('survives logits that are far apart', () => {
    const logits = tf.tensor3d([
      [
        [0, 80, 0],
        [80, 0, 0],
        [0, 0, 80],
      ],
    ]);
    expectClose(values([[1, 2]], logits), [0]);
    expectClose(values([[2, 1]], logits), [160]);
    logits.dispose();
  });

  it('trains a model on labels of any length, and leaves no tensors', async () => {
    const inputs = Input([null, 3], { name: 'sound' });
    const model = Model({ inputs, outputs: Dense(4, { name: 'letters' })(inputs) });
    model.compile({ optimizer: 'adam', loss: 'ctc' });
    const x = [
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
        [1, 1, 0],
        [0, 0, 0],
      ],
    ];
    const before = (await model.evaluate(x, [[1, 2]])).loss;
    const tensors = tf.memory().numTensors;
    await model.fit(x, [[1, 2]], { epochs: 30, verbose: 0 });
    await model.fit(x, [[1, 2, 3, 0]], { verbose: 0 });
    expect((await model.evaluate(x, [[1, 2]])).loss).toBeLessThan(before);
    await expect(model.fit(x, [[1, 4]], { verbose: 0 })).rejects.toThrow(
      'ctc expects class indices from 0 to 3 in y (received 4 at y[0][1])',
    );
    await expect(model.fit(x, [1] as never, { verbose: 0 })).rejects.toThrow(DataError);
    await expect(model.fit(x, [1] as never, { verbose: 0 })).rejects.toThrow(
      'y expects lists of class indices of shape (null, null) for ctc (received (1))',
    );
    model.dispose();
    expect(tf.memory().numTensors).toBeLessThan(tensors);
  });
});
