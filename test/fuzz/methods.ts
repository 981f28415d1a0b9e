import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { type AnyLayer, Dense, Input, Model, optimizers, TupleflowError } from 'tupleflow';
import { CallersError } from './junk.js';
import { type Fault, faultOf } from './outcome.js';

const samples = Array.from({ length: 8 }, (_, row) => [0, 1, 2].map((column) => Math.sin(3 * row + column)));
const targets = samples.map((row) => row.map((value) => Math.abs(value)));

/** A right call of each member of a model. */
const members: Readonly<Record<string, () => readonly unknown[]>> = {
  compile: () => [
    { optimizer: 'sgd', loss: 'meanSquaredError', lossWeights: 1, metrics: ['mae'], weightedMetrics: [] },
  ],
  fit: () => [
    samples,
    targets,
    {
      epochs: 2,
      batchSize: 4,
      shuffle: false,
      verbose: 0,
      validationSplit: 0.25,
      callbacks: [],
      classWeight: { 0: 1, 1: 2 },
      sampleWeight: [1, 2, 1, 1, 1, 1, 1, 1],
      initialEpoch: 0,
      validationFreq: 1,
      signal: new AbortController().signal,
    },
  ],
  evaluate: () => [samples, targets, { batchSize: 4, verbose: 0, callbacks: [] }],
  predict: () => [samples, { batchSize: 4, verbose: 0, callbacks: [] }],
  trainOnBatch: () => [samples, targets, { sampleWeight: Array(8).fill(1) }],
  testOnBatch: () => [samples, targets, {}],
  predictOnBatch: () => [samples],
  getLayer: () => [0],
  getWeights: () => [],
  setWeights: () => [[new Float32Array(9), new Float32Array(3)]],
  save: () => [join(tmpdir(), 'tupleflow-fuzz.keras'), { includeOptimizer: false }],
  saveWeights: () => [join(tmpdir(), 'tupleflow-fuzz.weights.h5')],
  summary: () => [{ print: () => undefined }],
  explain: () => [{ print: () => undefined }],
  resetMetrics: () => [],
  countParams: () => [],
  getInputAt: () => [0],
  getOutputAt: () => [0],
  getInputShapeAt: () => [0],
  getOutputShapeAt: () => [0],
  forward: () => [tf.ones([2, 3]), { training: true }],
};

export const memberNames: readonly string[] = Object.keys(members);

/** Calls a member of a compiled model with arguments that are changed: where it throws, the model has to be as it was. */
export async function faultOfMember(
  name: string,
  change: (given: readonly unknown[]) => readonly unknown[],
): Promise<Fault | undefined> {
  const input = Input([3]);
  const model = Model({ inputs: input, outputs: Dense(3)(input) });
  model.compile({ optimizer: optimizers.SGD({ learningRate: 0.01, momentum: 0.9 }), loss: 'meanSquaredError' });
  try {
    await model.trainOnBatch(samples as never, targets as never);
    const before = await stateOf(model as unknown as AnyLayer);
    let half: string | undefined;
    const fault = await faultOf(() => {
      const right = members[name]?.() ?? [];
      const given = change(right);
      return {
        given: [right, given],
        run: async () => {
          try {
            const member = (model as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[name];
            return await member?.call(model, ...given);
          } catch (error) {
            const isWhole = !(error instanceof CallersError) || !['fit', 'compile'].includes(name);
            const after = await stateOf(model as unknown as AnyLayer);
            // An epoch that has been trained is trained, also where the next one throws what is the caller's.
            if (error instanceof TupleflowError && isWhole && after !== before) half = `${name} threw ${error.message}`;
            throw error;
          }
        },
      };
    });
    return fault ?? (half === undefined ? undefined : { kind: 'half changed', message: half });
  } finally {
    model.dispose();
  }
}

async function stateOf(model: AnyLayer): Promise<string> {
  return JSON.stringify((await model.getWeights()).map((values) => Array.from(values as Float32Array)));
}
