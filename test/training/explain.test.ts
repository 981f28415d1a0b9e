import * as tf from '@tensorflow/tfjs-core';
import { Dense, defineLayer, Input, Model, type Shape, setBackend, zeros } from 'tupleflow';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

beforeAll(() => setBackend('wasm'));
afterEach(() => vi.restoreAllMocks());

function network() {
  const inputs = Input([3]);
  const outputs = inputs.pipe(Dense(4, { activation: 'relu' }), Dense(1));
  return Model({ inputs, outputs, name: 'network' });
}

describe('explain', () => {
  it('shows the kernels of recorded steps, with shapes and times', async () => {
    const model = network();
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    for (let step = 0; step < 12; step++) await model.trainOnBatch(zeros([5, 3]), zeros([5, 1]));
    const lines: string[] = [];
    const { steps, reason } = model.explain({ print: (line) => lines.push(line) });
    expect(reason).toBe('');
    expect(steps.map(({ task, shapes }) => [task, shapes])).toEqual([
      [
        'train',
        [
          [5, 3],
          [5, 1],
        ],
      ],
    ]);
    const [step] = steps;
    expect(step?.milliseconds).toBeGreaterThan(0);
    const times = step?.kernels.map(({ milliseconds }) => milliseconds ?? Number.NaN) ?? [];
    expect(times.reduce((sum, time) => sum + time, 0)).toBeCloseTo(step?.milliseconds as number, 5);
    const product = step?.kernels.find(({ inputs }) => inputs.some((shape) => shape.join() === '3,4'));
    expect(product?.outputs).toContainEqual([5, 4]);
    expect(lines[0]).toMatch(/^network, train on \(5, 3\), \(5, 1\): \d+ kernels, [\d.]+ ms$/);
    expect(lines).toHaveLength(1 + (step?.kernels.length as number));
    model.dispose();
  });

  it('says that nothing has been recorded yet, or that nothing is to be', async () => {
    const model = network();
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    expect(model.explain({ print })).toEqual({ steps: [], reason: '' });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', runEagerly: true });
    expect(model.explain({ print }).reason).toBe('compile has been given runEagerly: true');
    expect(lines[0]).toContain('no step has been recorded');
    expect(lines[1]).toContain('one operation at a time: compile has been given runEagerly: true');
    model.dispose();
  });

  it('says why steps cannot be recorded, which is told once', async () => {
    const told = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const Reading = defineLayer({
      name: 'Reading',
      configure: () => ({}),
      shape: (input: Shape) => input,
      forward: (input: tf.Tensor) => tf.mul(input, input.dataSync()[0] === 0 ? 1 : 2),
    });
    const inputs = Input([3]);
    const model = Model({ inputs, outputs: Reading({})(inputs), name: 'reading' });
    for (let step = 0; step < 5; step++) (await model.predictOnBatch(zeros([2, 3]))).dispose();
    expect(model.explain({ print: () => undefined })).toEqual({ steps: [], reason: 'it reads elements of tensors' });
    expect(told.mock.calls).toEqual([
      [
        'reading: steps run one operation at a time, because a step cannot be recorded: it reads elements of tensors. ' +
          'compile({ runEagerly: true }) asks for that.',
      ],
    ]);
    model.dispose();
  });

  it('expects a function that prints', () => {
    const model = network();
    expect(() => model.explain({ print: 1 as never })).toThrow(
      'network.explain: print expects a function (received 1)',
    );
    model.dispose();
  });
});
