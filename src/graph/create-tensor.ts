import { isOfKind } from '../arguments/kind.js';
import { ShapeError } from '../errors.js';
import { fits } from '../types/dimension.js';
import { type Dimension, isOpen, type Shape, show } from '../types/shape.js';
import { notALayer } from './checked-chain.js';
import type { Structure } from './structure.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';
import type { TensorSpec } from './value.js';

type LayerFunction = (input: Structure<SymbolicTensor>) => Structure<SymbolicTensor>;

/** The methods of all tensors of the graph. */
const members = {
  ensureShape(this: SymbolicTensor, stated: Shape): SymbolicTensor {
    if (!fits(this.shape, stated)) {
      throw new ShapeError(`ensureShape expects a shape that fits ${show(this.shape)} (received ${show(stated)})`);
    }
    // What is stated may also give an open size another name, or none.
    const shape = this.shape.map((size, axis) => (isOpen(size) ? (stated[axis] as Dimension) : size));
    return shape.every((size, axis) => size === this.shape[axis])
      ? this
      : createTensor({ shape, dtype: this.dtype }, this.name, this.producer, this.outputIndex);
  },
  pipe(this: SymbolicTensor, ...layers: readonly LayerFunction[]): Structure<SymbolicTensor> {
    const wrong = layers.findIndex((layer) => !isOfKind(layer, 'layer'));
    if (wrong >= 0) notALayer('pipe', layers[wrong], wrong);
    return layers.reduce<Structure<SymbolicTensor>>((tensor, layer) => layer(tensor), this);
  },
};

/** Makes a tensor of the graph: the output of `producer` at `outputIndex`. */
export function createTensor(spec: TensorSpec, name: string, producer: GraphNode, outputIndex: number): SymbolicTensor {
  const tensor = Object.create(members, {
    shape: { value: Object.freeze([...spec.shape]), enumerable: true },
    dtype: { value: spec.dtype, enumerable: true },
    name: { value: name, enumerable: true },
    producer: { value: producer },
    outputIndex: { value: outputIndex },
  }) as SymbolicTensor;
  return Object.freeze(tensor);
}

/** Whether a value is a tensor of the graph. */
export function isSymbolicTensor(value: unknown): value is SymbolicTensor {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === members;
}

/** The tensor that its producer made, without what `ensureShape` has stated. */
export function original(tensor: SymbolicTensor): SymbolicTensor {
  return tensor.producer.outputs[tensor.outputIndex] as SymbolicTensor;
}
