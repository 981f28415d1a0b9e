import * as tf from '@tensorflow/tfjs-core';
import { arraySource, type BatchSource, batchSizeFor, iterableSource } from '../data/batch-source.js';
import { isBatchIterable } from '../data/batches.js';
import { withClassWeight } from '../data/class-weight.js';
import { argumentNames, readBatch, readData } from '../data/read-data.js';
import { ArgumentError } from '../errors.js';
import type { Compiled } from './compile.js';
import { evaluationSource } from './evaluate.js';
import { fixedBatchSize, modelState, type RuntimeModel, slotsOf } from './model-state.js';
import type { FitOptions } from './run-options.js';

/** Where the batches of a training come from. */
export interface Sources {
  readonly training: BatchSource;
  readonly validation: BatchSource | undefined;
}

/** Checks and reads the data of a training. */
export async function openSources(
  model: RuntimeModel,
  owner: string,
  compiled: Compiled,
  x: unknown,
  y: unknown,
  options: FitOptions,
  seed: () => number,
): Promise<Sources> {
  const slots = slotsOf(model[modelState], compiled);
  const names = argumentNames(owner);
  if (isBatchIterable(x) && y === undefined) {
    if (options.validationSplit !== undefined) {
      throw new ArgumentError(`fit: validationSplit expects data as a whole (received batches); give validationData`);
    }
    const training = iterableSource(owner, x, (data) => readBatch(slots, names, data, options.classWeight));
    return { training, validation: await validationSource(model, compiled, options) };
  }
  const data = await readData(slots, names, [x, y, options.sampleWeight], 'samples');
  const made = [...data.owned];
  const free = () => tf.dispose(made);
  const fixed = fixedBatchSize(model[modelState]);
  const { classWeight, batchSize, validationSteps } = options;
  try {
    const split = splitAt(data.samples, options.validationSplit);
    let { sampleWeights } = data;
    if (classWeight !== undefined) {
      // Only where the model is trained: in validation, all classes count the same.
      const argument = 'fit: classWeight';
      sampleWeights = await withClassWeight(argument, classWeight, slots.outputs, data.targets, sampleWeights);
      made.push(...sampleWeights.filter((weight) => weight !== undefined));
    }
    const training = arraySource(
      { ...data, sampleWeights },
      {
        batchSize: batchSizeFor('fit: batchSize', batchSize, {
          samples: split,
          steps: options.stepsPerEpoch,
          fixed,
        }),
        shuffle: (options.shuffle ?? true) ? seed : null,
        from: 0,
        to: split,
      },
      free,
    );
    if (split === data.samples) return { training, validation: await validationSource(model, compiled, options) };
    const held = { samples: data.samples - split, steps: validationSteps, fixed };
    const size = batchSizeFor('fit: validationBatchSize', options.validationBatchSize ?? batchSize, held);
    const validation = arraySource(data, { batchSize: size, shuffle: null, from: split, to: data.samples }, () => {});
    return { training, validation };
  } catch (error) {
    free();
    throw error;
  }
}

async function validationSource(
  model: RuntimeModel,
  compiled: Compiled,
  options: FitOptions,
): Promise<BatchSource | undefined> {
  const { validationData } = options;
  if (validationData === undefined) return undefined;
  const names = {
    owner: 'fit: validationData',
    inputs: 'validationData.0',
    targets: 'validationData.1',
    sampleWeight: 'validationData.2',
  };
  const batchSize = options.validationBatchSize ?? options.batchSize;
  const parts = Array.isArray(validationData) ? validationData : [validationData, undefined];
  return evaluationSource(model, compiled, names, [parts[0], parts[1], parts[2]], {
    argument: `fit: ${options.validationBatchSize === undefined ? 'batchSize' : 'validationBatchSize'}`,
    batchSize,
    steps: options.validationSteps,
  });
}

/** The index of the first sample that is held back for validation; `count` where there is none. */
function splitAt(count: number, validationSplit = 0): number {
  const split = Math.floor(count * (1 - validationSplit));
  if (split > 0 && (validationSplit === 0 || split < count)) return split;
  throw new ArgumentError(
    `fit: validationSplit expects to leave samples on both sides (received ${validationSplit} of ${count} samples)`,
  );
}
