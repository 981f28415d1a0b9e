/** tupleflow, on the backend that is named in the command line; `eager` runs steps as they are. */
import {
  add,
  Bidirectional,
  Conv2D,
  Conv2DTranspose,
  concatenate,
  Dense,
  Embedding,
  GlobalAveragePooling1D,
  Input,
  LayerNormalization,
  LSTM,
  MaxPooling2D,
  Model,
  MultiHeadAttention,
  optimizers,
  setBackend,
  type Tensor,
  tensor,
} from 'tupleflow';
import * as guide from '../../test/guide/models.js';
import { type Contestant, serve } from './serve.js';
import { dataOf, seeds, type Workload, type WorkloadName, weightOf } from './workloads.js';

/** A model of shapes that are not known here. */
interface AnyModel {
  compile(options: unknown): unknown;
  trainOnBatch(x: unknown, y: unknown): Promise<{ readonly loss: number }>;
  predict(x: unknown, options: unknown): Promise<Tensor | readonly Tensor[]>;
  fit(x: unknown, y: unknown, options: unknown): Promise<unknown>;
  getWeights(): Promise<readonly { readonly shape: readonly number[] }[]>;
  setWeights(weights: readonly unknown[]): unknown;
  dispose(): void;
}

function imdb() {
  const inputs = Input([200], { dtype: 'int32' });
  const encoded = inputs.pipe(
    Embedding(20_000, 128),
    Bidirectional(LSTM(64, { returnSequences: true })),
    Bidirectional(LSTM(64)),
  );
  return Model({ inputs, outputs: Dense(1, { activation: 'sigmoid' })(encoded) });
}

const twice = (filters: number) => [convolution(filters), convolution(filters)] as const;
const convolution = (filters: number) => Conv2D(filters, 3, { padding: 'same', activation: 'relu' });

function unet() {
  const inputs = Input([64, 64, 3]);
  const first = inputs.pipe(...twice(16));
  const second = first.pipe(MaxPooling2D(2), ...twice(32));
  const bottom = second.pipe(MaxPooling2D(2), ...twice(64));
  const up = concatenate([Conv2DTranspose(32, 2, { strides: 2 })(bottom), second]).pipe(...twice(32));
  const top = concatenate([Conv2DTranspose(16, 2, { strides: 2 })(up), first]).pipe(...twice(16));
  return Model({ inputs, outputs: Conv2D(1, 1, { activation: 'sigmoid' })(top) });
}

function transformer() {
  const inputs = Input([64], { dtype: 'int32' });
  const embedded = Embedding(5000, 64)(inputs);
  const attended = LayerNormalization()(add([embedded, MultiHeadAttention(4, 16)(embedded, embedded)]));
  const fed = attended.pipe(Dense(128, { activation: 'relu' }), Dense(64));
  const outputs = LayerNormalization()(add([attended, fed])).pipe(
    GlobalAveragePooling1D(),
    Dense(2, { activation: 'softmax' }),
  );
  return Model({ inputs, outputs });
}

const models: Readonly<Record<WorkloadName, () => AnyModel>> = {
  mlp: guide.mlp,
  headline: guide.headline,
  tweets: guide.tweets,
  digits: () => guide.digits({ h: 27, f: 64, cf: false }),
  inception: () => guide.inception({ cf: false }),
  vgg: () => guide.vgg({ cf: false }),
  imdb,
  unet,
  transformer,
};

const [backend = 'wasm', eager] = process.argv.slice(2);
await setBackend(backend as 'wasm');
const runEagerly = eager === 'eager';

async function create(name: WorkloadName, workload: Workload, learningRate: number): Promise<Contestant> {
  const model = models[name]();
  const { inputs, targets, loss, lossWeights, batchSize, samples } = workload;
  const shapes = (await model.getWeights()).map(({ shape }) => shape);
  model.setWeights(shapes.map((shape, index) => weightOf(shape, index)));
  const optimizer = optimizers.RMSprop({ learningRate });
  if (targets.length > 0) model.compile({ optimizer, loss, ...(lossWeights && { lossWeights }), runEagerly });
  const data = (specs: typeof inputs, count: number, seed: number) =>
    specs.map((spec, index) => tensor(dataOf(spec, count, seed + index), [count, ...spec.shape]));
  const one = <Item>(items: readonly Item[]) => (items.length === 1 ? items[0] : items);
  const batch = { x: data(inputs, batchSize, seeds.inputs), y: data(targets, batchSize, seeds.targets) };
  const all = { x: data(inputs, samples, seeds.inputs), y: data(targets, samples, seeds.targets) };
  return {
    train: async () => (await model.trainOnBatch(one(batch.x), one(batch.y))).loss,
    async predict() {
      const predicted = [await model.predict(one(batch.x), { batchSize })].flat() as Tensor[];
      for (const each of predicted) {
        await each.data();
        each.dispose();
      }
    },
    fit: () => model.fit(one(all.x), one(all.y), { batchSize, epochs: 1, verbose: 0, shuffle: false }),
    dispose() {
      model.dispose();
      for (const each of [...batch.x, ...batch.y, ...all.x, ...all.y]) each.dispose();
    },
  };
}

const { mlp, td_mlp, headline, tweets, inception, residual, digits, vqa } = guide;

await serve({
  create,
  build: () => [mlp, td_mlp, headline, tweets, inception, residual, digits, vqa].map((build) => build()),
});
