/**
 * Prints how long our own kernels for WebAssembly take, as a ratio to what runs without them: medians of rounds that take turns in one
 * process.
 *
 * Run it with `npm run bench:kernels`; words after `--` choose cases by parts of their names.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { tanh } from '../src/activations/index.js';
import { hasRelaxedSimd } from '../src/backends/wasm/binaries.js';
import { loadKernels, useKernels } from '../src/backends/wasm/own-kernels.js';
import {
  Conv2D,
  concatenate,
  Dense,
  Embedding,
  Flatten,
  Input,
  LSTM,
  MaxPooling2D,
  Model,
  type SymbolicTensor,
  setBackend,
} from '../src/index.js';
import { gruSequence } from '../src/layers/recurrent/gru-sequence.js';
import { lstmSequence } from '../src/layers/recurrent/lstm-sequence.js';
import type { ProjectedRecurrence, Recurred } from '../src/layers/recurrent/recurrence.js';
import { simpleSequence } from '../src/layers/recurrent/simple-rnn.js';

type Run = () => tf.Tensor | tf.Tensor[] | Promise<unknown>;

const rounds = 15;
const millisecondsPerRound = 20;

const uniform = (...shape: number[]) => tf.randomUniform(shape, -1, 1);

function product(rows: number, inner: number, columns: number, transposeA = false, transposeB = false): Run {
  const a = transposeA ? uniform(inner, rows) : uniform(rows, inner);
  const b = transposeB ? uniform(columns, inner) : uniform(inner, columns);
  return () => tf.matMul(a, b, transposeA, transposeB);
}

function batches(count: number, rows: number, inner: number, columns: number, transposeB: boolean): Run {
  const a = uniform(count, rows, inner);
  const b = transposeB ? uniform(count, columns, inner) : uniform(count, inner, columns);
  return () => tf.matMul(a, b, false, transposeB);
}

/** The gradients of a recurrent layer of 64 units over 140 steps, of all that goes into it. */
function recurrent(run: (recurrence: ProjectedRecurrence) => Recurred, gates: number, keepsSequence: boolean): Run {
  const states = Array.from({ length: run === lstmSequence ? 2 : 1 }, () => uniform(32, 64));
  const inputs = [uniform(32, 140, gates * 64), uniform(64, gates * 64), ...states];
  const gradients = tf.grads((...given) => {
    const [projected, recurrentKernel, ...states] = given as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
    const { sequence, output } = run({
      projected,
      recurrentKernel,
      states,
      mask: null,
      recurrentDropout: null,
      keepsSequence,
    });
    return tf.sum(sequence ?? output);
  });
  return () => tf.tidy(() => gradients(inputs));
}

const lstm = (keepsSequence: boolean) => recurrent(lstmSequence, 4, keepsSequence);

function gru(keepsSequence: boolean): Run {
  const bias = uniform(3 * 64);
  return recurrent((recurrence) => gruSequence(recurrence, bias), 3, keepsSequence);
}

const simpleRnn = (keepsSequence: boolean) =>
  recurrent((recurrence) => simpleSequence(recurrence, tanh), 1, keepsSequence);

/** A convolution of 3 x 3 without strides, or one of its gradients. */
function convolution(of: 'output' | 'input' | 'filter', size: number, channels: number, outChannels: number): Run {
  const x = tf.randomUniform<tf.Rank.R4>([32, size, size, channels], -1, 1);
  const filter = tf.randomUniform<tf.Rank.R4>([3, 3, channels, outChannels], -1, 1);
  const convolve = (input: tf.Tensor4D, weights: tf.Tensor4D) => tf.conv2d(input, weights, 1, 'valid');
  if (of === 'output') return () => convolve(x, filter);
  const dy = uniform(32, size - 2, size - 2, outChannels);
  // One of the two gradients is never asked for.
  if (of === 'input') return () => tf.grad((input) => convolve(input as tf.Tensor4D, filter))(x, dy);
  return () => tf.grad((weights) => convolve(x, weights as tf.Tensor4D))(filter, dy);
}

/** What of a model is measured: a training step. */
interface Trained {
  trainOnBatch(x: unknown, y: unknown): Promise<unknown>;
}

/** A training step of a model with a sigmoid at its end. */
function step(inputs: SymbolicTensor | readonly SymbolicTensor[], features: SymbolicTensor, data: unknown): Run {
  const outputs = Dense(1, { activation: 'sigmoid' })(features as SymbolicTensor<[null, number]>);
  const model = Model({ inputs: inputs as SymbolicTensor, outputs });
  model.compile({ optimizer: 'rmsprop', loss: 'binaryCrossentropy' });
  const labels = tf.zeros([32, 1]);
  return () => (model as unknown as Trained).trainOnBatch(data, labels);
}

function tweets(): Run {
  const inputs = [Input([140, 256]), Input([140, 256])] as const;
  const encode = LSTM(64);
  return step(inputs, concatenate([encode(inputs[0]), encode(inputs[1])]), [
    uniform(32, 140, 256),
    uniform(32, 140, 256),
  ]);
}

function digits(): Run {
  const image = Input([27, 27, 1]);
  const seen = image.pipe(Conv2D(64, [3, 3]), Conv2D(64, [3, 3]), MaxPooling2D([2, 2]), Flatten());
  const vision = Model({ inputs: image, outputs: seen });
  const inputs = [Input([27, 27, 1]), Input([27, 27, 1])] as const;
  return step(inputs, concatenate([vision(inputs[0]), vision(inputs[1])]), [
    uniform(32, 27, 27, 1),
    uniform(32, 27, 27, 1),
  ]);
}

function headline(): Run {
  const words = Input([100], { dtype: 'int32' });
  const encoded = words.pipe(Embedding(10_000, 512), LSTM(32));
  return step(words, encoded, tf.randomUniform([32, 100], 0, 10_000, 'int32'));
}

function dense(): Run {
  const images = Input([784]);
  const hidden = images.pipe(Dense(64, { activation: 'relu' }), Dense(64, { activation: 'relu' }));
  return step(images, hidden, uniform(32, 784));
}

/** Each case makes its tensors once. */
const cases: Readonly<Record<string, () => Run>> = {
  'product 32 x 784 x 64': () => product(32, 784, 64),
  'product 4480 x 256 x 256': () => product(4480, 256, 256),
  'product with a transposed left operand, 784 x 32 x 64': () => product(784, 32, 64, true),
  'product with a transposed left operand, 256 x 4480 x 256': () => product(256, 4480, 256, true),
  'product with a transposed right operand, 32 x 64 x 784': () => product(32, 64, 784, false, true),
  'product with a transposed right operand, 4480 x 256 x 64': () => product(4480, 256, 64, false, true),
  '256 products 64 x 32 x 64, right operand transposed': () => batches(256, 64, 32, 64, true),
  '256 products 64 x 64 x 32': () => batches(256, 64, 64, 32, false),
  'LSTM(64), 140 steps, gradients of the last state': () => lstm(false),
  'LSTM(64), 140 steps, gradients of the sequence': () => lstm(true),
  'GRU(64), 140 steps, gradients of the last state': () => gru(false),
  'GRU(64), 140 steps, gradients of the sequence': () => gru(true),
  'SimpleRNN(64), 140 steps, gradients of the last state': () => simpleRnn(false),
  'SimpleRNN(64), 140 steps, gradients of the sequence': () => simpleRnn(true),
  'convolution 27 x 27, 1 to 64': () => convolution('output', 27, 1, 64),
  'convolution 25 x 25, 64 to 64': () => convolution('output', 25, 64, 64),
  'convolution 8 x 8, 16 to 32': () => convolution('output', 8, 16, 32),
  'gradient of the filter, 27 x 27, 1 to 64': () => convolution('filter', 27, 1, 64),
  'gradient of the filter, 25 x 25, 64 to 64': () => convolution('filter', 25, 64, 64),
  'gradient of the filter, 8 x 8, 16 to 32': () => convolution('filter', 8, 16, 32),
  'gradient of the input, 25 x 25, 64 to 64': () => convolution('input', 25, 64, 64),
  'gradient of the input, 8 x 8, 16 to 32': () => convolution('input', 8, 16, 32),
  'training step of an MLP': dense,
  'training step of tweets, two LSTM(64)': tweets,
  'training step of digits, two towers of Conv2D(64)': digits,
  'training step of headline, an LSTM on embeddings': headline,
};

const median = (values: readonly number[]) =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] as number;

async function milliseconds(run: Run, times: number): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < times; index++) {
    const result = run();
    if (result instanceof Promise) await result;
    else tf.dispose(result);
  }
  return (performance.now() - start) / times;
}

await setBackend('wasm');
const backend = tf.backend() as BackendWasm;
const isRelaxed = hasRelaxedSimd();
const kernels = { without: null, own: await loadKernels(backend, isRelaxed) };
const words = process.argv.slice(2);
console.log(
  `Node ${process.version}, ${isRelaxed ? 'relaxed SIMD' : 'SIMD'}; ms without and with our own kernels, ratio`,
);
for (const [name, make] of Object.entries(cases)) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  const runs = {} as Record<keyof typeof kernels, Run>;
  const times: Record<keyof typeof kernels, number[]> = { without: [], own: [] };
  let count = 1;
  for (let round = 0; round <= rounds; round++) {
    for (const system of ['without', 'own'] as const) {
      useKernels(backend, kernels[system]);
      runs[system] ??= make();
      // The first round is for the compilers of the engine and for recordings, and tells how many runs a round needs.
      const taken = await milliseconds(runs[system], round === 0 ? 5 : count);
      if (round > 0) times[system].push(taken);
      else count = Math.max(1, Math.round(millisecondsPerRound / taken));
    }
  }
  const [without, own] = [median(times.without), median(times.own)];
  console.log(`${name}: ${without.toFixed(3)} ${own.toFixed(3)} ${(own / without).toFixed(2)}`);
}
