import { callbacks, Dense, Input, Model, optimizers, type Tensor } from 'tupleflow';

const { Adam, AdamW, SGD, schedules } = optimizers;
const pixels = Input([784]);
const model = Model({ inputs: pixels, outputs: Dense(10)(pixels) }).compile({ loss: 'mse', metrics: ['mae'] });
declare const x: Tensor<[number, 784]>;
declare const y: Tensor<[number, 10]>;
declare const count: number;

// --- optimizers and schedules ---

Adam(count);
SGD(undefined, 0.9);
Adam({ learningRate: (step) => 1 / step });
Adam(schedules.CosineDecay(0.1, 10, { alpha: 0.1 }));
// @ts-expect-error at `-0.1`: Adam: learningRate expects a number that is 0 or more (received -0.1)
Adam(-0.1);
// @ts-expect-error at `learningRate`: Adam: learningRate expects a number that is 0 or more (received -0.1)
Adam({ learningRate: -0.1 });
// @ts-expect-error at `'0.1'`: Adam: learningRate expects a number, a function or a schedule (received '0.1')
Adam('0.1');
// @ts-expect-error at `momentum`: SGD: momentum expects a number from 0 to 1 (received 1.5)
SGD({ momentum: 1.5 });
// @ts-expect-error at `weight_decay`: AdamW expects options that it has (received 'weight_decay', did you mean 'weightDecay'?)
AdamW({ weight_decay: 0.1 });
// @ts-expect-error at `{ initialLearningRate`: is not assignable to parameter of type 'CosineDecayOptions & ScheduleOptions'
schedules.CosineDecay({ initialLearningRate: 0.1 });

// --- runs ---

model.fit(x, y, { epochs: count, validationSplit: 0.2, verbose: 'auto' });
// @ts-expect-error at `batch_size`: 'batch_size' does not exist in type 'FitOptions<
model.fit(x, y, { verbose: 0, batch_size: 2 });
// @ts-expect-error at `epochs`: fit: epochs expects an integer from 0 (received -1)
model.fit(x, y, { epochs: -1 });
// @ts-expect-error at `validationSplit`: fit: validationSplit expects a number from 0 to less than 1 (received 20)
model.fit(x, y, { validationSplit: 20 });
// @ts-expect-error at `5`: fit expects an object of options (received 5)
model.fit(x, y, 5);
// @ts-expect-error at `'stop'`: fit: callbacks.0 expects a callback, an object with hooks, such as { onEpochEnd: (epoch, logs) => {} } (received 'stop')
model.fit(x, y, { callbacks: ['stop'] });
// @ts-expect-error at `x`: y expects a tensor, a typed array or nested arrays (received undefined)
model.fit(x);
// @ts-expect-error at `steps`: evaluate: steps expects a positive integer (received 0)
model.evaluate(x, y, { steps: 0 });
// @ts-expect-error at `batchSize`: predict: batchSize expects a positive integer (received 1.5)
model.predict(x, { batchSize: 1.5 });
// @ts-expect-error at `factor`: ReduceLROnPlateau: factor expects a number from 0 to less than 1 (received 2)
callbacks.ReduceLROnPlateau({ factor: 2 });
