import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import {
  BatchNormalization,
  type Callback,
  callbacks,
  Dense,
  Dropout,
  GaussianNoise,
  type History,
  Input,
  LSTM,
  optimizers,
  Reshape,
  Sequential,
  setBackend,
  setRandomSeed,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../datasets/temporary-folder.js';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { BackupAndRestore, CSVLogger, EarlyStopping, LearningRateScheduler, ModelCheckpoint, ReduceLROnPlateau } =
  callbacks;
const { x, y } = samples(22);

/** A model in which all is random and has a state that can be. */
function build(optimizer: optimizers.Optimizer) {
  const model = Sequential([
    Input([4]),
    Dense(6, { activation: 'relu', kernelRegularizer: 'l2' }),
    BatchNormalization(),
    GaussianNoise(0.1, { seed: 3 }),
    Reshape([3, 2]),
    LSTM(5, { dropout: 0.2 }),
    Dropout(0.3),
    Dense(3, { activation: 'softmax' }),
  ]);
  return model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy', 'auc'] });
}

/** The callbacks of a training, all of which have a state. */
const observers = (folder: string) => [
  EarlyStopping({ patience: 2, monitor: 'val_loss', restoreBestWeights: true }),
  ReduceLROnPlateau({ patience: 1, factor: 0.7, monitor: 'loss', minDelta: 0.05 }),
  LearningRateScheduler((epoch, rate) => (epoch === 2 ? rate * 0.9 : rate)),
  ModelCheckpoint({ saveBestOnly: true }),
  CSVLogger(join(folder, 'log.csv')),
];

interface Outcome {
  readonly weights: readonly number[][];
  readonly history: History<'loss' | 'accuracy' | 'auc'>;
  readonly log: string;
}

interface Plan {
  readonly optimizer: () => optimizers.Optimizer;
  readonly options?: object;
}

class Killed extends Error {}

/** A training in a new process, as far as this one can be like it, which is killed after so many steps. */
async function train(folder: string, plan: Plan, others: readonly Callback[], steps = Number.POSITIVE_INFINITY) {
  setRandomSeed(5);
  const model = build(plan.optimizer());
  let left = steps;
  const kill = {
    onTrainBatchBegin: () => {
      if (left-- <= 0) throw new Killed();
    },
  };
  try {
    const options = { epochs: 5, batchSize: 8, verbose: 0, validationSplit: 0.2, ...plan.options } as const;
    const history = await model.fit(x, y, { ...options, callbacks: [...observers(folder), ...others, kill] });
    const weights = (await model.getWeights()).map((one) => [...one]);
    return { weights, history, log: await readFile(join(folder, 'log.csv'), 'utf8') } satisfies Outcome;
  } catch (error) {
    if (error instanceof Killed) return undefined;
    throw error;
  } finally {
    model.dispose();
  }
}

const plans: Readonly<Record<string, Plan>> = {
  'Adam with averages': { optimizer: () => optimizers.Adam({ useEma: true, emaOverwriteFrequency: 4 }) },
  'accumulated gradients': { optimizer: () => optimizers.SGD({ momentum: 0.9, gradientAccumulationSteps: 2 }) },
  'steps that are no epochs': { optimizer: () => optimizers.RMSprop(), options: { stepsPerEpoch: 2, batchSize: 7 } },
};

describe('BackupAndRestore', () => {
  it.each(Object.keys(plans))('ends as if it had never been killed: %s', async (name) => {
    const plan = plans[name] as Plan;
    const whole = await train(await temporaryFolder(), plan, []);
    for (const saveFreq of ['epoch', 1, 2] as const) {
      for (const steps of saveFreq === 2 ? [0, 3] : [1, 4]) {
        const folder = await temporaryFolder();
        const path = join(folder, 'run.backup');
        const before = tf.memory().numTensors;
        let outcome: Outcome | undefined;
        for (let round = 0; outcome === undefined && round < 30; round++) {
          // Each process gets further than the last backup, or the training would never end.
          const next = saveFreq === 'epoch' ? steps + 3 : steps + saveFreq;
          outcome = await train(folder, plan, [BackupAndRestore(path, { saveFreq })], round === 0 ? steps : next);
        }
        expect(tf.memory().numTensors).toBe(before);
        expect(outcome, `${saveFreq} ${steps}`).toEqual(whole);
        expect(await readdir(folder)).toEqual(['log.csv']);
      }
    }
  });

  it('refuses what it cannot go on from, with the reason', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'run.backup');
    const fit = (options: object = {}, width = 4) => {
      const model = width === 4 ? classifier() : Sequential([Input([4]), Dense(3)]);
      const compiled = model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      const backup = BackupAndRestore(path, { deleteCheckpoint: false });
      return compiled
        .fit(x, y, { epochs: 2, verbose: 0, callbacks: [backup], ...options })
        .finally(() => model.dispose());
    };
    await fit();
    expect((await fit()).epoch).toEqual([0, 1]);
    await expect(fit({}, 3)).rejects.toThrow(/run\.backup expects a model of the layers Functional, .* \(received Seq/);
    await expect(fit({ batchSize: 2 })).rejects.toThrow(
      'expects the data of its training, 1 batches in an epoch (received 11)',
    );
    const more = { callbacks: [BackupAndRestore(path), EarlyStopping({ monitor: 'loss' })] };
    await expect(fit(more)).rejects.toThrow('those of the training that is resumed: BackupAndRestore (received Back');
    await expect(fit({ callbacks: [BackupAndRestore(path), BackupAndRestore(path)] })).rejects.toThrow(
      'one BackupAndRestore',
    );
    const bytes = await readFile(path);
    for (const [change, reason] of [
      [bytes.subarray(0, -9), 'the end of the ZIP archive'],
      [bytes.with(400, (bytes[400] as number) ^ 1), 'expects'],
      [Buffer.from('{}'), 'expects'],
    ] as const) {
      await writeFile(path, change);
      await expect(fit()).rejects.toThrow(reason);
    }
    await expect(fit({ callbacks: [BackupAndRestore(join(folder, 'gone', 'a'))] })).rejects.toThrow(
      /BackupAndRestore expects a file that can be written to .*ENOENT/,
    );
    expect(() => BackupAndRestore('')).toThrow('expects the path or URL of a file');
    expect(() => BackupAndRestore('a', { saveFreq: 0 })).toThrow(
      "saveFreq expects 'epoch' or a positive integer (received 0)",
    );
  });
});
