import * as tf from '@tensorflow/tfjs-core';

/** The rows of a tensor that indices say. Not all backends can gather strings, which no device holds anyway. */
export function gatherRows(tensor: tf.Tensor, indices: tf.Tensor1D): tf.Tensor {
  if (tensor.dtype !== 'string') return tf.gather(tensor, indices);
  const strings = tensor.dataSync<'string'>();
  const [rows = 0, ...sample] = tensor.shape;
  const size = tensor.size / rows;
  const gathered = Array.from(indices.dataSync()).flatMap((row) => strings.slice(row * size, (row + 1) * size));
  return tf.tensor(gathered, [indices.size, ...sample], 'string');
}
