/** One training step of the guide's first network in tfjs-layers, on the WebAssembly backend as it is shipped. */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { serveSteps } from './measure-steps.js';

setWasmPaths(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep);
await tf.setBackend('wasm');

// tfjs-layers calls operations as methods of tensors, which only the large bundle of TensorFlow.js registers.
const methods = tf.Tensor.prototype as unknown as Record<string, unknown>;
for (const [name, operation] of Object.entries(tf as unknown as Record<string, unknown>)) {
  if (typeof operation !== 'function' || name in methods) continue;
  methods[name] = function (this: tf.Tensor, ...values: unknown[]) {
    return operation(this, ...values);
  };
}
methods.flatten ??= function (this: tf.Tensor) {
  return tf.reshape(this, [this.size]);
};
methods.asScalar ??= function (this: tf.Tensor) {
  return tf.reshape(this, []);
};

const model = sequential();
model.add(layers.dense({ units: 64, activation: 'relu', inputShape: [784] }));
model.add(layers.dense({ units: 64, activation: 'relu' }));
model.add(layers.dense({ units: 10, activation: 'softmax' }));
const metrics = process.argv.includes('accuracy') ? ['accuracy'] : [];
model.compile({ optimizer: 'rmsprop', loss: 'categoricalCrossentropy', metrics });
const images = tf.zeros([32, 784]);
const classes = tf.tensor1d(
  Array.from({ length: 32 }, (_, index) => index % 10),
  'int32',
);
const digits = tf.cast(tf.oneHot(classes, 10), 'float32');
serveSteps(() => model.trainOnBatch(images, digits));
