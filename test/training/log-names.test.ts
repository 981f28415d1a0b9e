import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, losses, Model, metrics, setBackend } from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifier, twoByTwo } from './small-model.js';

/** The names that a record is sure to have. */
type NamesIn<Given> = { [Name in keyof Given]-?: undefined extends Given[Name] ? never : Name }[keyof Given];

/** The names themselves, if they are all those of a record, and no others are. */
type AllOf<Given, Names extends readonly unknown[]> = [NamesIn<Given>] extends [Names[number]]
  ? [Names[number]] extends [NamesIn<Given>]
    ? Names
    : never
  : never;

/** Holds the names of a record, in its type and as a value, to one list. */
function expectNames<Given extends object, const Names extends readonly string[]>(
  given: Given,
  names: AllOf<Given, Names>,
): void {
  expect(Object.keys(given)).toEqual(names);
}

/** The same for what an epoch says, which has other names if there is validation data. */
function expectEpochNames<Given extends object, const Names extends readonly string[]>(
  given: Given,
  names: AllOf<Given, Names>,
  validation: readonly (`val_${Names[number]}` & keyof Given)[],
): void {
  expect(Object.keys(given)).toEqual([...(names as Names), ...validation]);
}

/** The same where the compiler does not know them: then any name may be there. */
function expectUnknownNames<Given extends object>(
  given: string extends keyof Given ? Given : never,
  names: readonly string[],
): void {
  expect(Object.keys(given)).toEqual(names);
}

const x = [
  [1, 2, 3, 4],
  [4, 3, 2, 1],
];
const y = [
  [1, 0, 0],
  [0, 1, 0],
];
const sides = { left: [[1, 2, 3]], right: [[1, 0]] };
const both = { sum: [[6]], flag: [[1]] };
const quiet = { verbose: 0 } as const;
const twice = (target: tf.Tensor, prediction: tf.Tensor) => tf.mul(2, tf.sub(target, prediction));

beforeAll(() => setBackend('cpu'));

describe('one output', () => {
  const model = classifier();
  afterAll(() => model.dispose());

  it('logs its loss', async () => {
    expectNames(
      await model
        .compile({})
        .evaluate(x, y)
        .catch(() => ({ loss: 0 })),
      ['loss'],
    );
    expectNames(await model.compile({ loss: 'mse' }).evaluate(x, y), ['loss']);
    expectNames(await model.compile({ loss: { classes: 'mse' }, metrics: [] }).evaluate(x, y), ['loss']);
  });

  it('logs metrics under the names that they are asked for by', async () => {
    const loss = 'categoricalCrossentropy';
    expectNames(await model.compile({ loss, metrics: 'acc' }).evaluate(x, y), ['loss', 'acc']);
    expectNames(await model.compile({ loss, metrics: ['accuracy', 'mse'] }).evaluate(x, y), [
      'loss',
      'accuracy',
      'mse',
    ]);
    expectNames(await model.compile({ loss, metrics: { classes: ['ce', 'auc'] } }).evaluate(x, y), [
      'loss',
      'ce',
      'auc',
    ]);
    expectNames(await model.compile({ loss, metrics: { classes: 'recall' } }).evaluate(x, y), ['loss', 'recall']);
  });

  it('logs metrics and losses under names of their own', async () => {
    const own = [metrics.AUC(), metrics.Precision({ name: 'p' }), losses.Huber(), losses.Dice({ name: 'd' })] as const;
    const compiled = model.compile({ loss: losses.MeanSquaredError(), metrics: own });
    expectNames(await compiled.evaluate(x, y), ['loss', 'auc', 'p', 'huber', 'd']);
    const given = model.compile({ loss: 'mse', metrics: [metrics.IoU({ numClasses: 3, targetClassIds: [0] })] });
    expectNames(await given.evaluate(x, y), ['loss', 'iou']);
  });

  it('numbers names that come again, and says which are weighted', async () => {
    const loss = 'mse';
    const again = model.compile({ loss, metrics: ['mae', 'mse', 'mae', metrics.MeanAbsoluteError({ name: 'mae' })] });
    expectNames(await again.evaluate(x, y), ['loss', 'mae', 'mse', 'mae_1', 'mae_2']);
    const weighted = model.compile({ loss, metrics: ['mae'], weightedMetrics: ['mae', 'mse', 'mae'] });
    expectNames(await weighted.evaluate(x, y), ['loss', 'mae', 'weighted_mae', 'mse', 'weighted_mae_1']);
    expectNames(await model.compile({ loss, weightedMetrics: 'acc' }).evaluate(x, y), ['loss', 'acc']);
  });

  it('takes a metric of its own by the name of its function, which no compiler knows', async () => {
    const compiled = model.compile({ loss: twice, metrics: ['mse', twice, 'mae'] });
    expectUnknownNames(await compiled.evaluate(x, y), ['loss', 'mse', 'twice', 'mae']);
  });

  it('does not guess what it cannot know', async () => {
    const either = model.compile({ loss: 'mse', metrics: [Math.random() < 2 ? 'mae' : 'mape'] });
    expectUnknownNames(await either.evaluate(x, y), ['loss', 'mae']);
    const many: ('mae' | 'mape')[] = ['mae'];
    expectUnknownNames(await model.compile({ loss: 'mse', metrics: many }).evaluate(x, y), ['loss', 'mae']);
    const named: metrics.Metric = metrics.AUC();
    expectUnknownNames(await model.compile({ loss: 'mse', metrics: [named] }).evaluate(x, y), ['loss', 'auc']);
    const any: string = 'area';
    const auc = model.compile({ loss: 'mse', metrics: [metrics.AUC({ name: any })] });
    expectUnknownNames(await auc.evaluate(x, y), ['loss', 'area']);
  });

  it('says the same in every method', async () => {
    const compiled = model.compile({ loss: 'mse', metrics: ['mae'] });
    expectNames(await compiled.trainOnBatch(x, y), ['loss', 'mae']);
    compiled.resetMetrics();
    expectNames(await compiled.testOnBatch(x, y), ['loss', 'mae']);
    compiled.resetMetrics();
    expectNames((await compiled.fit(x, y, quiet)).history, ['loss', 'mae']);
    const seen: string[] = [];
    const split = await compiled.fit(x, y, {
      ...quiet,
      validationSplit: 0.5,
      callbacks: [
        {
          onTrainBatchEnd: (_, logs) => expectNames(logs, ['loss', 'mae']),
          onTestEnd: (logs) => expectNames(logs, ['loss', 'mae']),
          onEpochEnd: (_, logs) => {
            expectEpochNames(logs, ['loss', 'mae'], ['val_loss', 'val_mae']);
            seen.push(...Object.keys(logs));
          },
        },
      ],
    });
    expectEpochNames(split.history, ['loss', 'mae'], ['val_loss', 'val_mae']);
    expect(seen).toHaveLength(4);
    const data = await compiled.fit(x, y, { ...quiet, validationData: [x, y] });
    expectEpochNames(data.history, ['loss', 'mae'], ['val_loss', 'val_mae']);
    const batches = await compiled.fit(new Set([[x, y] as const]), {
      ...quiet,
      validationData: new Set([[x, y] as const]),
    });
    expectEpochNames(batches.history, ['loss', 'mae'], ['val_loss', 'val_mae']);
  });

  it('has all names of a history also where there is no epoch', async () => {
    const compiled = model.compile({ loss: 'mse', metrics: ['mae'] });
    const { history } = await compiled.fit(x, y, { ...quiet, epochs: 1, validationFreq: 2, validationData: [x, y] });
    expectEpochNames(history, ['loss', 'mae'], ['val_loss', 'val_mae']);
    expect(history.val_mae).toEqual([]);
    expectNames((await compiled.fit(x, y, { ...quiet, epochs: 0 })).history, ['loss', 'mae']);
  });

  it('is compiled anew', async () => {
    const compiled = model.compile({ loss: 'mse', metrics: ['mae'] }).compile({ loss: 'mse', metrics: ['mape'] });
    expect(compiled).toBe(model);
    expectNames(await compiled.evaluate(x, y), ['loss', 'mape']);
  });
});

describe('several outputs', () => {
  const model = twoByTwo();
  afterAll(() => model.dispose());

  it('log their losses', async () => {
    const names = ['loss', 'sum_loss', 'flag_loss'] as const;
    expectNames(await model.compile({ loss: 'mse' }).evaluate(sides, both), names);
    expectNames(await model.compile({ loss: ['mse', losses.Huber()] }).evaluate(sides, both), names);
    expectNames(await model.compile({ loss: { sum: 'mse', flag: twice } }).evaluate(sides, both), names);
    expectNames(await model.compile({ loss: twice, lossWeights: [1, 2] }).evaluate(sides, both), names);
  });

  it('log no loss that they do not have', async () => {
    expectNames(await model.compile({ loss: [null, 'mse'] }).evaluate(sides, both), ['loss', 'flag_loss']);
    expectNames(await model.compile({ loss: { sum: 'mse' } }).evaluate(sides, both), ['loss', 'sum_loss']);
    expectNames(await model.compile({ loss: { sum: 'mse', flag: null } }).evaluate(sides, both), ['loss', 'sum_loss']);
  });

  it('log metrics in a list, by name, and of all of them', async () => {
    const loss = { sum: 'mse' } as const;
    expectNames(await model.compile({ loss, metrics: 'mae' }).evaluate(sides, both), [
      'loss',
      'sum_loss',
      'sum_mae',
      'flag_mae',
    ]);
    expectNames(await model.compile({ loss, metrics: [['mae', 'mse'], 'accuracy'] }).evaluate(sides, both), [
      'loss',
      'sum_loss',
      'sum_mae',
      'sum_mse',
      'flag_accuracy',
    ]);
    expectNames(await model.compile({ loss, metrics: [null, [metrics.AUC()]] }).evaluate(sides, both), [
      'loss',
      'sum_loss',
      'flag_auc',
    ]);
    expectNames(await model.compile({ loss, metrics: { flag: ['acc', losses.Poisson()] } }).evaluate(sides, both), [
      'loss',
      'sum_loss',
      'flag_acc',
      'flag_poisson',
    ]);
  });

  it('log weighted metrics, which come last', async () => {
    const compiled = model.compile({
      loss: { sum: 'mse' },
      metrics: ['mae', 'acc'],
      weightedMetrics: { sum: ['mae', 'mse'] },
    });
    const names = ['loss', 'sum_loss', 'sum_mae', 'flag_acc', 'sum_weighted_mae', 'sum_mse'] as const;
    expectNames(await compiled.evaluate(sides, both), names);
    expectNames((await compiled.fit(sides, both, quiet)).history, names);
  });

  it('may have names that the compiler does not know', async () => {
    const inputs = Input([2]);
    const [first, second] = [Dense(1), Dense(1, { name: 'second' })];
    const unnamed = Model({ inputs, outputs: [first(inputs), second(inputs)] });
    const logs = await unnamed.compile({ loss: 'mse' }).evaluate([[1, 2]], [[[1]], [[1]]]);
    expectUnknownNames(logs, ['loss', `${first.name}_loss`, 'second_loss']);
    unnamed.dispose();
  });

  it('may have one name', async () => {
    const inputs = Input([2]);
    const shared = Dense(2, { name: 'shared' });
    const once = shared(inputs);
    const repeated = Model({ inputs, outputs: [once, shared(once)] });
    const targets = [[[1, 2]], [[1, 2]]] as const;
    const logs = await repeated.compile({ loss: 'mse', metrics: 'mae' }).evaluate([[1, 2]], targets);
    expectNames(logs, ['loss', 'shared_loss', 'shared_1_loss', 'shared_mae', 'shared_1_mae']);
    repeated.dispose();
  });
});

describe('outputs by name, or in a list of one', () => {
  const inputs = Input([2]);

  it('log by the keys of a record', async () => {
    const [first, second] = [Dense(1)(inputs), Dense(1)(inputs)];
    const record = Model({ inputs, outputs: { a: first, b: second } });
    const targets = { b: [[1]], a: [[1]] };
    const compiled = record.compile({ loss: { b: 'mse' }, metrics: { a: ['mae', 'mse'], b: 'mae' } });
    expectNames(await compiled.evaluate([[1, 2]], targets), ['loss', 'b_loss', 'a_mae', 'a_mse', 'b_mae']);
    const all = record.compile({ loss: 'mse', metrics: 'mae' });
    expectNames(await all.evaluate([[1, 2]], targets), ['loss', 'a_loss', 'b_loss', 'a_mae', 'b_mae']);
    record.dispose();
  });

  it('log as the only output does', async () => {
    const second = Dense(1, { name: 'unused' })(inputs);
    const list = Model({ inputs, outputs: [second] });
    expectNames(await list.compile({ loss: ['mse'], metrics: [['mae']] }).evaluate([[1, 2]], [[[1]]]), ['loss', 'mae']);
    expectNames(await list.compile({ loss: 'mse', metrics: ['mae'] }).evaluate([[1, 2]], [[[1]]]), ['loss', 'mae']);
    expectNames(await list.compile({ loss: 'mse', metrics: [null] }).evaluate([[1, 2]], [[[1]]]), ['loss']);
    const record = Model({ inputs, outputs: { a: second } });
    const compiled = record.compile({ loss: { a: 'mse' }, metrics: { a: 'mae' }, weightedMetrics: ['mse'] });
    expectNames(await compiled.evaluate([[1, 2]], { a: [[1]] }), ['loss', 'mae', 'mse']);
    record.dispose();
  });
});
