import type { AnyLayer } from 'tupleflow';
import { type DataKind, dataValues } from '../guide/numbers.js';

/** A tensor that `predict` returns. */
interface Prediction {
  readonly shape: readonly number[];
  dataSync(): Float32Array;
  dispose(): void;
}

/** A model of which the compiler does not know what it takes. */
interface AnyModel {
  predict(inputs: unknown, options?: object): Promise<unknown>;
  dispose(): void;
}

/** Data for the inputs of a model: kinds and shapes as golden files have them. */
export function goldenInputs(
  kinds: readonly DataKind[],
  shapes: readonly (readonly number[])[],
): readonly { readonly values: Float32Array | Int32Array; readonly shape: readonly number[] }[] {
  return shapes.map((shape, index) => ({ values: dataValues(kinds[index] as DataKind, shape, 1000 + index), shape }));
}

/** Numbers as nested lists of a shape. */
function nested(values: ArrayLike<number>, shape: readonly number[]): unknown {
  const [size = 0, ...inner] = shape;
  if (shape.length === 0) return values[0];
  const length = inner.reduce((product, each) => product * each, 1);
  return Array.from({ length: size }, (_, index) =>
    nested(Array.prototype.slice.call(values, index * length, (index + 1) * length), inner),
  );
}

/** What a model predicts: the numbers of each output. `names` are those of the inputs, where they have some. */
export async function predictionsOf(
  model: AnyLayer,
  inputs: readonly { readonly values: ArrayLike<number>; readonly shape: readonly number[] }[],
  names?: readonly string[],
): Promise<readonly Float32Array[]> {
  const data = inputs.map(({ values, shape }) => nested(values, shape));
  const named = names && Object.fromEntries(names.map((name, index) => [name, data[index]]));
  const given = named ?? (data.length === 1 ? data[0] : data);
  const outputs = await (model as unknown as AnyModel).predict(given);
  const isOne = typeof (outputs as Partial<Prediction>).dataSync === 'function';
  const list = (isOne ? [outputs] : Object.values(outputs as object)) as readonly Prediction[];
  return list.map((output) => {
    const values = output.dataSync();
    output.dispose();
    return values;
  });
}

/** Frees the weights of a model. */
export function disposeModel(model: AnyLayer): void {
  (model as unknown as AnyModel).dispose();
}
