import { readFile, writeFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { ready } from '../backends/backend.js';
import { ArgumentError, DataError, received } from '../errors.js';
import { flatten, type Structure, unflatten } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { wholeOf } from '../io/formats/byte-parts.js';
import { isNpy, readNpy, writeNpy } from '../io/formats/npy.js';
import { modelState } from '../training/model-state.js';
import { modelIn } from './describe-model.js';
import { imageTensor, isImage } from './image-data.js';
import type { PredictResult, Result } from './results.js';

/** The options of {@link predictData}. */
interface PredictOptions {
  /** The path of the `.npy` file to write. */
  readonly output?: string | undefined;
  /** The path of the module of the user's own classes. */
  readonly classes?: string | undefined;
  /** What values of images are multiplied by. The default is 1, which leaves them from 0 to 255. */
  readonly scale?: number | undefined;
  /** What is then added to them. The default is 0. */
  readonly offset?: number | undefined;
}

/** A model with the member that predicts. */
interface PredictingModel {
  predict(x: unknown): Promise<Structure<tf.Tensor>>;
}

/**
 * Computes the outputs of a model for data in files.
 *
 * @param data The paths of the files, one for each input; several images are the samples of one input.
 */
export async function predictData(
  path: string,
  data: readonly string[],
  options: PredictOptions = {},
): Promise<Result<PredictResult>> {
  const { output, classes } = options;
  const model = await modelIn(path, classes);
  const { graph, outputNames } = model[modelState];
  const { inputs, outputs } = graph;
  if (output !== undefined && outputs.structure !== 'one') {
    throw new ArgumentError(`predict expects a model with one output for --output (received ${outputs.items.length})`);
  }
  await ready();
  const tensors = await readAll(data, inputs.items, options);
  const given: unknown = unflatten<unknown>(inputs.structure, tensors);
  const predicting: unknown = model;
  const predicted = await (predicting as PredictingModel).predict(given);
  const { structure, items } = flatten(predicted, (value) => value instanceof tf.Tensor, 'predict', 'tensors');
  if (output === undefined) {
    const values = await Promise.all(items.map((tensor) => tensor.array()));
    const lists: unknown = unflatten<unknown>(structure, values);
    const named = items.map(({ shape, dtype }, index) => ({
      name: outputNames[index] as string,
      shape,
      dtype,
      values: values[index],
    }));
    return { json: { outputs: named }, text: JSON.stringify(lists) };
  }
  const [tensor] = items as readonly [tf.Tensor];
  const values = (await tensor.data()) as Float32Array;
  const array = { shape: tensor.shape, dtype: 'float32', values: Float32Array.from(values) } as const;
  await writeFile(output, await wholeOf(writeNpy(array, output)));
  return { json: { written: output }, text: '' };
}

/** The data of all files: for one input each, or images for the only one. */
async function readAll(
  paths: readonly string[],
  inputs: readonly SymbolicTensor[],
  options: PredictOptions,
): Promise<readonly tf.Tensor[]> {
  const files = await Promise.all(paths.map(async (path) => ({ path, bytes: new Uint8Array(await readFile(path)) })));
  const read = (file: (typeof files)[number], input: SymbolicTensor) => readData(file.bytes, file.path, input, options);
  const [only] = inputs;
  if (inputs.length === 1 && only !== undefined && files.length > 1 && files.every(({ bytes }) => isImage(bytes))) {
    const samples: tf.Tensor[] = [];
    for (const file of files) samples.push(await read(file, only));
    const shapes = new Set(samples.map(({ shape }) => shape.join(' x ')));
    if (shapes.size > 1) {
      throw new DataError(
        `predict expects images of one size, as the model has none (received ${[...shapes].join(', ')})`,
      );
    }
    return [tf.concat(samples)];
  }
  if (files.length !== inputs.length) {
    throw new ArgumentError(`predict expects data for ${inputs.length} inputs (received ${files.length} files)`);
  }
  return Promise.all(files.map((file, index) => read(file, inputs[index] as SymbolicTensor)));
}

/** A file of data as a tensor. */
async function readData(
  bytes: Uint8Array,
  path: string,
  input: SymbolicTensor,
  { scale = 1, offset = 0 }: PredictOptions,
): Promise<tf.Tensor> {
  if (isImage(bytes)) {
    const image = await imageTensor(bytes, path, input);
    return scale === 1 && offset === 0 ? image : tf.tidy(() => tf.add(tf.mul(image, scale), offset));
  }
  const dtype = input.dtype === 'float32' ? 'float32' : 'int32';
  if (isNpy(bytes)) {
    const { shape, values } = readNpy(bytes, path);
    return tf.tensor(Array.from(values, Number), [...shape], dtype);
  }
  try {
    return tf.tensor(JSON.parse(new TextDecoder().decode(bytes)) as tf.TensorLike, undefined, dtype);
  } catch (error) {
    throw new DataError(
      `${path} expects a file of NPY, PNG or JPEG, or JSON of nested lists (received ${received(String(error))})`,
    );
  }
}
