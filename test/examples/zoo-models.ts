import * as tf from '@tensorflow/tfjs-core';
import { type AnyLayer, ready, type Shape, type SymbolicTensor } from 'tupleflow';
import { expect } from 'vitest';

/** One item, a list, or a record by name. */
type Several<Item> = Item | readonly Item[] | Readonly<Record<string, Item>>;

/** What models of all forms have. */
interface AnyModel {
  readonly inputs: Several<SymbolicTensor>;
  predict(x: unknown): Promise<Several<tf.Tensor>>;
  compile(options: object): unknown;
  trainOnBatch(x: unknown, y: unknown): Promise<{ readonly loss: number }>;
  dispose(): void;
}

/** Checks the number of parameters of a model, and the shape of a tensor: in the type, where no size may be unknown, and in the value. */
export function expectArchitecture<const Output extends Shape>(
  model: AnyLayer,
  parameters: number,
  shape: Output,
  output: SymbolicTensor<NoInfer<Output>>,
): void {
  expect(output.shape).toEqual(shape);
  expect(model.countParams()).toBe(parameters);
}

/** Runs a model forward on made-up data, trains it for one step, and checks that all numbers are finite and all tensors freed. */
export async function expectToTrain(given: object, steps: number = 8): Promise<void> {
  const model = given as AnyModel;
  await ready();
  const before = tf.memory().numTensors;
  const inputs = each(model.inputs, (input) => sample(input, steps));
  const outputs = await model.predict(inputs);
  for (const output of list(outputs)) expect(Array.from(output.dataSync()).every(Number.isFinite)).toBe(true);
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  const { loss } = await model.trainOnBatch(inputs, outputs);
  const { loss: later } = await model.trainOnBatch(inputs, outputs);
  expect([loss, later].every(Number.isFinite)).toBe(true);
  for (const tensor of [...list(inputs), ...list(outputs)]) tensor.dispose();
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
}

/** Two samples for an input: numbers around 0, or zeros and ones. */
function sample({ shape, dtype }: SymbolicTensor, steps: number): tf.Tensor {
  const sizes = [2, ...shape.slice(1).map((size) => (typeof size === 'number' ? size : steps))];
  return dtype === 'int32' ? tf.randomUniform(sizes, 0, 2, 'int32', 1) : tf.randomNormal(sizes, 0, 1, 'float32', 1);
}

function list<Item extends object>(given: Several<Item>): readonly Item[] {
  if (Array.isArray(given)) return given;
  return isOne(given) ? [given] : Object.values(given);
}

function each<Item extends object, Result>(given: Several<Item>, change: (item: Item) => Result): Several<Result> {
  if (Array.isArray(given)) return given.map(change);
  if (isOne(given)) return change(given);
  return Object.fromEntries(Object.entries(given).map(([name, item]) => [name, change(item)]));
}

/** Tensors have a shape; lists and records of them do not. */
function isOne<Item extends object>(given: Several<Item>): given is Item {
  return 'dtype' in given;
}
