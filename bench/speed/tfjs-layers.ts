/** tfjs-layers, on stock WebAssembly or on TensorFlow's library, as the command line says. */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { input, type LayersModel, layers, model as makeModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { type Contestant, serve } from './serve.js';
import { type DataSpec, dataOf, seeds, type Workload, type WorkloadName, weightOf } from './workloads.js';

const [backend = 'wasm'] = process.argv.slice(2);
if (backend === 'wasm') {
  setWasmPaths(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep);
} else {
  await import('@tensorflow/tfjs-node' as string);
}
await tf.setBackend(backend === 'wasm' ? 'wasm' : 'tensorflow');

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

const { dense, embedding, lstm, flatten, maxPooling2d } = layers;
const joined = (tensors: SymbolicTensor[], axis = -1) => layers.concatenate({ axis }).apply(tensors) as SymbolicTensor;

type Part = ReturnType<typeof dense | typeof lstm>;

/** Layers, one after the other. */
function pipe(from: SymbolicTensor, ...parts: readonly { apply(input: SymbolicTensor): unknown }[]): SymbolicTensor {
  return parts.reduce((tensor, part) => part.apply(tensor) as SymbolicTensor, from);
}

const relu = (units: number): Part => dense({ units, activation: 'relu' });
const sigmoid = (): Part => dense({ units: 1, activation: 'sigmoid' });
const conv = (filters: number, kernelSize: number, padding: 'same' | 'valid', activation?: 'relu') =>
  layers.conv2d({ filters, kernelSize, padding, ...(activation && { activation }) });

const mlp = () => {
  const inputs = input({ shape: [784] });
  return makeModel({ inputs, outputs: pipe(inputs, relu(64), relu(64), dense({ units: 10, activation: 'softmax' })) });
};

const models: Readonly<Partial<Record<WorkloadName, () => LayersModel>>> = {
  mlp,
  headline() {
    const words = input({ shape: [100] });
    const encoded = pipe(
      words,
      embedding({ inputDim: 10_000, outputDim: 512 }),
      lstm({ units: 32, recurrentActivation: 'sigmoid' }),
    );
    const auxiliary = input({ shape: [5] });
    const deep = pipe(joined([encoded, auxiliary]), relu(64), relu(64), relu(64), sigmoid());
    return makeModel({ inputs: [words, auxiliary], outputs: [deep, pipe(encoded, sigmoid())] });
  },
  tweets() {
    const [one, other] = [input({ shape: [140, 256] }), input({ shape: [140, 256] })];
    const shared = lstm({ units: 64, recurrentActivation: 'sigmoid' });
    return makeModel({
      inputs: [one, other],
      outputs: pipe(joined([pipe(one, shared), pipe(other, shared)]), sigmoid()),
    });
  },
  digits() {
    const digit = input({ shape: [27, 27, 1] });
    const pooled = pipe(digit, conv(64, 3, 'valid'), conv(64, 3, 'valid'), maxPooling2d({ poolSize: 2 }), flatten());
    const vision = makeModel({ inputs: digit, outputs: pooled });
    const [one, other] = [input({ shape: [27, 27, 1] }), input({ shape: [27, 27, 1] })];
    return makeModel({
      inputs: [one, other],
      outputs: pipe(joined([pipe(one, vision), pipe(other, vision)]), sigmoid()),
    });
  },
  inception() {
    const image = input({ shape: [256, 256, 3] });
    const pooled = maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' });
    return makeModel({
      inputs: image,
      outputs: joined([
        pipe(image, conv(64, 1, 'same', 'relu'), conv(64, 3, 'same', 'relu')),
        pipe(image, conv(64, 1, 'same', 'relu'), conv(64, 5, 'same', 'relu')),
        pipe(image, pooled, conv(64, 1, 'same', 'relu')),
      ]),
    });
  },
  vgg() {
    const image = input({ shape: [224, 224, 3] });
    const pair = (filters: number) => [conv(filters, 3, 'same', 'relu'), conv(filters, 3, 'valid', 'relu')];
    const pool = () => maxPooling2d({ poolSize: 2 });
    const last = [...pair(256), conv(256, 3, 'valid', 'relu'), pool(), flatten()];
    return makeModel({ inputs: image, outputs: pipe(image, ...pair(64), pool(), ...pair(128), pool(), ...last) });
  },
};

async function create(name: WorkloadName, workload: Workload, learningRate: number): Promise<Contestant> {
  const build = models[name];
  if (build === undefined) throw new Error('not measured with tfjs-layers');
  const model = build();
  const { inputs, targets, loss, batchSize, samples } = workload;
  model.setWeights(model.getWeights().map(({ shape }, index) => tf.tensor(weightOf(shape, index), shape)));
  if (targets.length > 0) {
    // It has no `lossWeights`: the second loss counts as much as the first.
    model.compile({ optimizer: tf.train.rmsprop(learningRate, 0.9, 0, 1e-7), loss });
  }
  const data = (specs: readonly DataSpec[], count: number, seed: number) =>
    specs.map((spec, index) => tf.tensor(dataOf(spec, count, seed + index), [count, ...spec.shape], 'float32'));
  const batch = { x: data(inputs, batchSize, seeds.inputs), y: data(targets, batchSize, seeds.targets) };
  const all = { x: data(inputs, samples, seeds.inputs), y: data(targets, samples, seeds.targets) };
  return {
    train: async () => [await model.trainOnBatch(batch.x, batch.y)].flat()[0],
    async predict() {
      const predicted = [model.predict(batch.x, { batchSize })].flat();
      for (const each of predicted) await each.data();
      tf.dispose(predicted);
    },
    fit: () => model.fit(all.x, all.y, { batchSize, epochs: 1, verbose: 0, shuffle: false }),
    dispose() {
      model.dispose();
      tf.dispose([batch.x, batch.y, all.x, all.y]);
    },
  };
}

await serve({
  create,
  build() {
    throw new Error('not measured with tfjs-layers');
  },
});
