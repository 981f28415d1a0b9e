import { readFile, writeFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { ready } from '../backends/backend.js';
import { ArgumentError, DataError, received } from '../errors.js';
import { flatten, type Structure, unflatten } from '../graph/structure.js';
import { joined } from '../io/formats/byte-parts.js';
import { isNpy, readNpy, writeNpy } from '../io/formats/npy.js';
import { loadModel } from '../io/load-model.js';
import { modelState } from '../training/model-state.js';
import { modelIn } from './describe-model.js';

/**
 * Computes the outputs of a model for data in files: JSON, or `null` where they are written to a file.
 *
 * @param data The paths of the files, one for each input.
 */
export async function predictData(path: string, data: readonly string[], output?: string): Promise<string | null> {
  const { inputs, outputs } = (await modelIn(path))[modelState].graph;
  if (data.length !== inputs.items.length) {
    throw new ArgumentError(`predict expects data for ${inputs.items.length} inputs (received ${data.length} files)`);
  }
  if (output !== undefined && outputs.structure !== 'one') {
    throw new ArgumentError(`predict expects a model with one output for --output (received ${outputs.items.length})`);
  }
  await ready();
  const model = await loadModel(path, { compile: false });
  const tensors = await Promise.all(
    data.map(async (each, index) => readData(each, inputs.items[index]?.dtype === 'float32' ? 'float32' : 'int32')),
  );
  const given: unknown = unflatten<unknown>(inputs.structure, tensors);
  const predicted = (await model.predict(given as tf.Tensor)) as Structure<tf.Tensor>;
  const { structure, items } = flatten(predicted, (value) => value instanceof tf.Tensor, 'predict', 'tensors');
  if (output === undefined) {
    const lists: unknown = unflatten<unknown>(structure, await Promise.all(items.map((tensor) => tensor.array())));
    return JSON.stringify(lists);
  }
  const [tensor] = items as readonly [tf.Tensor];
  const values = (await tensor.data()) as Float32Array;
  await writeFile(
    output,
    joined(writeNpy({ shape: tensor.shape, dtype: 'float32', values: Float32Array.from(values) }, output)),
  );
  return null;
}

/** A file of data as a tensor. */
async function readData(path: string, dtype: 'float32' | 'int32'): Promise<tf.Tensor> {
  const bytes = new Uint8Array(await readFile(path));
  if (isNpy(bytes)) {
    const { shape, values } = readNpy(bytes, path);
    return tf.tensor(Array.from(values, Number), [...shape], dtype);
  }
  try {
    return tf.tensor(JSON.parse(new TextDecoder().decode(bytes)) as tf.TensorLike, undefined, dtype);
  } catch (error) {
    throw new DataError(`${path} expects a file of NPY, or JSON of nested lists (received ${received(String(error))})`);
  }
}
