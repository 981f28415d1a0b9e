/** One training step of the guide's first network in this library. */
import { Dense, Input, Model, oneHot, setBackend, zeros } from 'tupleflow';
import { serveSteps } from './measure-steps.js';

await setBackend('wasm');
const inputs = Input([784]);
const outputs = inputs.pipe(
  Dense(64, { activation: 'relu' }),
  Dense(64, { activation: 'relu' }),
  Dense(10, { activation: 'softmax' }),
);
const model = Model({ inputs, outputs });
const metrics = process.argv.includes('accuracy') ? (['accuracy'] as const) : [];
model.compile({ optimizer: 'rmsprop', loss: 'categoricalCrossentropy', metrics });
const images = zeros([32, 784]);
const digits = oneHot(
  Array.from({ length: 32 }, (_, index) => index % 10),
  10,
);
serveSteps(() => model.trainOnBatch(images, digits));
