// The tensors, models and data of the mistakes: what is right in them.
import { concatenate, Dense, Input, Model, oneHot, ready, tensor, zeros } from 'tupleflow';

await ready();

/** Mistakes by name: each a call that is wrong at the argument between the marks. */
export type Mistakes = Readonly<Record<string, () => unknown>>;

export const x = Input([784], { name: 'pixels' });
export const image = Input([28, 28, 3], { name: 'image' });
export const sequence = Input([10, 8], { name: 'sequence' });
export const words = Input([10], { dtype: 'int32', name: 'words' });

export const rows = zeros([4, 784]);
export const classes = oneHot([1, 2, 3, 4], 10);
export const indices = tensor(new Int32Array([1, 2, 3, 4]), [4]);
export const extras = zeros([4, 5]);
export const ages = zeros([4, 1]);
export const quiet = { verbose: 0 } as const;

/** A model of one input and one output. */
export const digits = () => {
  const inputs = Input([784], { name: 'pixels' });
  return Model({ inputs, outputs: Dense(10, { activation: 'softmax', name: 'digits' })(inputs) });
};

/** A model of two inputs and two outputs. */
export const digitsAndAge = () => {
  const inputs = [Input([784], { name: 'pixels' }), Input([5], { name: 'extra' })] as const;
  const hidden = concatenate([Dense(4)(inputs[0]), inputs[1]]);
  return Model({
    inputs,
    outputs: [Dense(10, { activation: 'softmax', name: 'digits' })(hidden), Dense(1, { name: 'age' })(hidden)],
  });
};

/** A function with its types forgotten, as through `any`. */
export const untyped = (callable: unknown) => callable as (...given: readonly unknown[]) => unknown;
