import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { SizesOf, TypeOf } from '../graph/tensors.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Shape } from '../types/shape.js';

/** The tensors that a model gives for its outputs, with a row for each sample, also where the size of batches is fixed. */
export type ResultFor<Outputs> =
  Outputs extends SymbolicTensor<infer Dimensions>
    ? Tensor<SizesOf<Unlimited<Dimensions>>, TypeOf<Outputs>>
    : { -readonly [Key in keyof Outputs]: ResultFor<Outputs[Key]> };

/** The tensors that a model gives for one batch. */
export type BatchResultFor<Outputs> =
  Outputs extends SymbolicTensor<infer Dimensions>
    ? Tensor<SizesOf<Dimensions>, TypeOf<Outputs>>
    : { -readonly [Key in keyof Outputs]: BatchResultFor<Outputs[Key]> };

type Unlimited<Dimensions extends Shape> = Dimensions extends readonly [number, ...infer Sample extends Shape]
  ? [null, ...Sample]
  : Dimensions;
