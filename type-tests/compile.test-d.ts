import * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import {
  type Callback,
  type Compiled,
  callbacks,
  Dense,
  type History,
  Input,
  type Logs,
  losses,
  Model,
  metrics,
  Sequential,
  type SequentialModel,
  type SymbolicTensor,
  type Tensor,
  TimeDistributed,
} from 'tupleflow';
import { namedAs } from './named-as.js';

const pixels = Input([784]);
const classifier = Model({ inputs: pixels, outputs: Dense(10, { name: 'digits' })(pixels) });
const [sum, flag] = [Dense(1, { name: 'sum' })(pixels), Dense(4, { name: 'flag' })(pixels)];
const pair = Model({ inputs: pixels, outputs: [sum, flag] });
const record = Model({ inputs: pixels, outputs: { total: sum, sign: flag } });
const stack = Sequential([Input([784]), Dense(10)]);
declare const x: Tensor<[number, 784]>;
declare const y: Tensor<[number, 10]>;

// --- the model with what it is compiled with ---

const compiled = classifier.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
expectType<Compiled<typeof classifier, 'loss' | 'accuracy', 'categoricalCrossentropy'>>(compiled);
expectType<Compiled<typeof classifier, 'loss', undefined>>(compiled.compile({}));
expectType<Compiled<typeof classifier, string, 'mse'>>(
  classifier.compile({ loss: 'mse', metrics: [(target, prediction) => tf.sub(target, prediction), 'mae'] }),
);
declare const many: ('mae' | 'mse')[];
expectType<Compiled<typeof classifier, string, undefined>>(classifier.compile({ metrics: many }));
expectType<Compiled<typeof classifier, string, undefined>>(classifier.compile({ metrics: [many[0] ?? 'mae'] }));
expectType<Compiled<typeof stack, 'loss', losses.Loss<'huber', 'sameShape'>>>(stack.compile({ loss: losses.Huber() }));
expectType<SequentialModel<SymbolicTensor<[null, 784]>, SymbolicTensor<[null, 3]>>>(
  stack.compile({ loss: 'mse' }).add(Dense(3)),
);
expectType<SymbolicTensor<[null, 5, 10]>>(TimeDistributed(compiled)(Input([5, 784])));
expectType<SymbolicTensor<[null, 10]>>(compiled.outputs);
expectType<['digits', [null, 10]]>(namedAs(compiled.outputs));
const asGiven: typeof classifier = compiled;
expectType<Promise<History>>(asGiven.fit(x, y));

// --- logs ---

const numbers = await compiled.evaluate(x, y);
expectType<{ readonly loss: number; readonly accuracy: number }>(numbers);
expectType<Promise<{ readonly loss: number; readonly accuracy: number }>>(compiled.trainOnBatch(x, y));
expectType<Promise<{ readonly loss: number; readonly accuracy: number }>>(compiled.testOnBatch(x, y));
expectType<Promise<Logs>>(classifier.evaluate(x, y));
expectType<Promise<Logs>>(classifier.trainOnBatch(x, y));
// @ts-expect-error at `acuracy`: Property 'acuracy' does not exist on type
numbers.acuracy;
// @ts-expect-error at `val_loss`: Property 'val_loss' does not exist on type
numbers.val_loss;

const own = classifier.compile({ loss: 'mse', metrics: [metrics.AUC(), metrics.Recall({ name: 'r' }), losses.Dice()] });
expectType<Promise<{ readonly loss: number; readonly auc: number; readonly r: number; readonly dice: number }>>(
  own.evaluate(x, y),
);
expectType<
  Promise<{
    readonly loss: number;
    readonly sum_loss: number;
    readonly sum_mae: number;
    readonly flag_acc: number;
    readonly flag_ce: number;
  }>
>(pair.compile({ loss: ['mse', null], metrics: { sum: 'mae', flag: ['acc', 'ce'] } }).evaluate(x, [x, x] as never));
expectType<Promise<{ readonly loss: number; readonly sign_loss: number; readonly total_mae: number }>>(
  record.compile({ loss: { sign: 'mse' }, metrics: { total: 'mae' } }).evaluate(x, {} as never),
);

// --- history ---

expectType<Promise<History>>(classifier.fit(x, y, { validationSplit: 0.1 }));
const { history } = await compiled.fit(x, y);
expectType<{
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  readonly val_loss?: readonly number[];
  readonly val_accuracy?: readonly number[];
}>(history);
// @ts-expect-error at `val_acuracy`: Property 'val_acuracy' does not exist on type
history.val_acuracy;

// --- callbacks ---

declare const loose: Callback;
compiled.fit(x, y, {
  validationSplit: 0.1,
  callbacks: [
    loose,
    callbacks.EarlyStopping({ patience: 2 }),
    {
      onEpochEnd: (epoch, logs) => expectType<[number, number]>([epoch, logs.accuracy]),
      onTrainBatchEnd: (_, logs) => expectType<{ readonly loss: number; readonly accuracy: number }>(logs),
      // @ts-expect-error at `val_acc`: Property 'val_acc' does not exist on type
      onTrainEnd: (logs) => console.log(logs?.val_acc),
    },
  ],
});
compiled.fit(x, y, {
  validationData: [x, y],
  callbacks: [{ onEpochEnd: (_, logs) => expectType<number | undefined>(logs.val_loss) }],
});
compiled.fit(new Set([[x, y] as const]), {
  callbacks: [{ onEpochEnd: (_, logs) => expectType<number>(logs.accuracy) }],
});
declare const other: Callback<{ readonly loss: number; readonly auc: number }>;
// @ts-expect-error at `other`: is not assignable to type
compiled.fit(x, y, { callbacks: [other] });

const watching: Callback[] = [
  callbacks.EarlyStopping({ monitor: 'val_accuracy' }),
  callbacks.ReduceLROnPlateau(),
  callbacks.ModelCheckpoint({ monitor: 'loss' }),
];
compiled.fit(x, y, { callbacks: watching });
compiled.fit(x, y, {
  callbacks: [
    callbacks.EarlyStopping({ monitor: 'val_accuracy' }),
    callbacks.ReduceLROnPlateau(),
    callbacks.ModelCheckpoint({ monitor: 'loss' }),
    callbacks.EarlyStopping({ monitor: 'loss' as string }),
  ],
});
const stopping: callbacks.EarlyStopping = callbacks.EarlyStopping({ patience: 3 });
compiled.fit(x, y, { callbacks: [stopping] });
classifier.fit(x, y, { callbacks: [callbacks.EarlyStopping({ monitor: 'val_acuracy' })] });
// @ts-expect-error at `callbacks`: EarlyStopping: monitor expects a name that the model logs (received 'val_acuracy')
compiled.fit(x, y, { callbacks: [callbacks.EarlyStopping({ monitor: 'val_acuracy' })] });
// @ts-expect-error at `callbacks`: ModelCheckpoint: monitor expects a name that the model logs (received 'auc')
compiled.fit(x, y, { callbacks: [callbacks.ModelCheckpoint({ monitor: 'auc' })] });
// @ts-expect-error at `callbacks`: ReduceLROnPlateau: monitor expects a name that the model logs (received 'val_auc')
compiled.fit(x, y, { callbacks: [callbacks.ReduceLROnPlateau({ monitor: 'val_auc' })] });
compiled.evaluate(x, y, { callbacks: [{ onTestEnd: (logs) => expectType<number>(logs.accuracy) }] });
classifier.fit(x, y, { callbacks: [{ onEpochEnd: (_, logs) => expectType<Logs>(logs) }] });
// @ts-expect-error at `acc`: Property 'acc' does not exist on type
compiled.evaluate(x, y, { callbacks: [{ onTestEnd: ({ acc }) => console.log(acc) }] });

// --- names ---

// @ts-expect-error at `optimizer`: compile: optimizer expects an optimizer (received 'addam')
classifier.compile({ optimizer: 'addam' });
// @ts-expect-error at `loss`: compile: loss expects a loss (received 'meanSquareError')
classifier.compile({ loss: 'meanSquareError' });
// @ts-expect-error at `digits`: compile: loss expects a loss (received 'meanSquareError')
classifier.compile({ loss: { digits: 'meanSquareError' } });
// @ts-expect-error at `losses`: 'losses' does not exist in type
classifier.compile({ losses: 'mse' });
// @ts-expect-error at `'acuracy'`: compile: metrics expects a metric (received 'acuracy')
classifier.compile({ loss: 'mse', metrics: ['acuracy'] });
// @ts-expect-error at `'acuracy'`: compile: weightedMetrics expects a metric (received 'acuracy')
classifier.compile({ loss: 'mse', weightedMetrics: ['mae', 'acuracy'] });
// @ts-expect-error at `'mea'`: compile: metrics expects a metric (received 'mea')
pair.compile({ loss: 'mse', metrics: [['mae', 'mea'], null] });
// @ts-expect-error at `flag`: compile: metrics expects a metric (received 'mea')
pair.compile({ loss: 'mse', metrics: { flag: 'mea' } });
// @ts-expect-error at `'msa'`: compile: loss expects a loss (received 'msa')
pair.compile({ loss: ['mse', 'msa'] });
// @ts-expect-error at `flg`: compile: loss expects names of outputs (received 'flg')
pair.compile({ loss: { sum: 'mse', flg: 'mse' } });
// @ts-expect-error at `flg`: compile: metrics expects names of outputs (received 'flg')
pair.compile({ metrics: { flg: ['mae'] } });
// @ts-expect-error at `lossWeights`: compile: lossWeights expects one for each of the 2 outputs (received 3)
pair.compile({ loss: 'mse', lossWeights: [1, 0.5, 2] });
// @ts-expect-error at `metrics`: compile: metrics expects one for each of the 2 outputs (received 3)
pair.compile({ loss: 'mse', metrics: ['mae', 'mse', 'mape'] });
classifier.compile({ loss: ['mse'] });
// @ts-expect-error at `loss`: compile: loss expects a loss (received 3)
classifier.compile({ loss: 3 });
// @ts-expect-error at `activation`: Dense: activation expects an activation (received 'rellu')
Dense(4, { activation: 'rellu' });
// @ts-expect-error at `kernelInitializer`: Dense: kernelInitializer expects an initializer (received 'glorot')
Dense(4, { kernelInitializer: 'glorot' });
// @ts-expect-error at `kernelRegularizer`: Dense: kernelRegularizer expects a regularizer (received 'l3')
Dense(4, { kernelRegularizer: 'l3' });
// @ts-expect-error at `kernelConstraint`: Dense: kernelConstraint expects a constraint (received 'nonneg')
Dense(4, { kernelConstraint: 'nonneg' });
