import * as tf from '@tensorflow/tfjs-core';

/** A tensor whose axes have labels. */
export interface Labelled {
  readonly tensor: tf.Tensor;
  readonly labels: readonly string[];
}

/** The axes in another order, by their labels. */
export function ordered({ tensor, labels }: Labelled, order: readonly string[]): tf.Tensor {
  const axes = order.map((label) => labels.indexOf(label));
  return axes.every((axis, place) => axis === place) ? tensor : tf.transpose(tensor, axes);
}

/** Without some labels, over which it is summed. */
export function summed({ tensor, labels }: Labelled, over: (label: string) => boolean): Labelled {
  const axes = [...labels.keys()].filter((axis) => over(labels[axis] as string));
  if (axes.length === 0) return { tensor, labels };
  return { tensor: tf.sum(tensor, axes), labels: labels.filter((label) => !over(label)) };
}

/** Without axes of size 1, of labels that have more elsewhere: they are repeated. */
export function unrepeated({ tensor, labels }: Labelled, sizes: ReadonlyMap<string, number>): Labelled {
  const isKept = (axis: number) => tensor.shape[axis] !== 1 || sizes.get(labels[axis] as string) === 1;
  return {
    tensor: tf.reshape(
      tensor,
      tensor.shape.filter((_, axis) => isKept(axis)),
    ),
    labels: labels.filter((_, axis) => isKept(axis)),
  };
}

/** With each label once: of axes with the same one, the elements whose places agree. */
export function diagonal({ tensor, labels }: Labelled): Labelled {
  const second = labels.findIndex((label, axis) => labels.indexOf(label) < axis);
  if (second < 0) return { tensor, labels };
  const first = labels.indexOf(labels[second] as string);
  const others = [...labels.keys()].filter((axis) => axis !== first && axis !== second);
  const size = tensor.shape[first] as number;
  const rows = tf.reshape(tf.transpose(tensor, [...others, first, second]), [-1, size * size]);
  const places = Array.from({ length: size }, (_, place) => place * (size + 1));
  const found = tf.gather(rows, tf.tensor1d(places, 'int32'), 1);
  const shape = [...others, first].map((axis) => tensor.shape[axis] as number);
  return diagonal({
    tensor: tf.reshape(found, shape),
    labels: [...others, first].map((axis) => labels[axis] as string),
  });
}
