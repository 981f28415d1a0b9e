import * as tf from '@tensorflow/tfjs-core';
import type { LogitsActivation } from '../activations/activation.js';
import { asTensor, ownCopy, ReturnedTensor, type Tensor } from '../tensor/tensor.js';
import type { DType } from '../types/dtype.js';
import type { Shape } from '../types/shape.js';

/** The shape and the element type of a tensor. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** The input of the softmax or sigmoid that made a tensor: losses compute more exactly from it than from probabilities. */
export interface Logits {
  readonly tensor: tf.Tensor;
  readonly activation: LogitsActivation;
}

/** A tensor on its way through a graph. */
export interface Value {
  readonly tensor: tf.Tensor;
  /** `true` for steps that count; `null` if all do. */
  readonly mask: tf.Tensor | null;
  readonly logits: Logits | null;
}

/** A tensor without mask and logits. */
export function plainValue(tensor: tf.Tensor): Value {
  return { tensor, mask: null, logits: null };
}

/** The tensors of a value. */
export function tensorsIn({ tensor, mask, logits }: Value): readonly tf.Tensor[] {
  return [tensor, mask, logits?.tensor ?? null].filter((each) => each !== null);
}

/** A tensor that owns a mask, logits and penalties: they are freed with it. */
class ValueTensor extends ReturnedTensor {
  declare readonly mask: tf.Tensor | null;
  declare readonly logits: Logits | null;
  declare readonly owned: readonly tf.Tensor[];

  override dispose(): void {
    if (this.isDisposed) return;
    super.dispose();
    tf.dispose([...this.owned]);
  }
}

/**
 * A value as a tensor that belongs to the caller, with the mask and logits for other layers, losses and metrics.
 *
 * @param companions tensors that have to live as long; copies of them are returned.
 */
export function releaseValue(
  { tensor, mask, logits }: Value,
  companions: readonly tf.Scalar[] = [],
): { readonly tensor: Tensor; readonly companions: readonly tf.Scalar[] } {
  const output = asTensor<number[], 'float32'>(tf.clone(tensor));
  if (mask === null && logits === null && companions.length === 0) return { tensor: output, companions };
  const keptMask = mask && ownCopy(mask);
  const keptLogits = logits && { ...logits, tensor: ownCopy(logits.tensor) };
  const keptCompanions = companions.map(ownCopy);
  const owned = [keptMask, keptLogits?.tensor ?? null, ...keptCompanions].filter((each) => each !== null);
  return { tensor: owning(output, { mask: keptMask, logits: keptLogits, owned }), companions: keptCompanions };
}

/** A new tensor with the tensors that it owns. */
function owning(tensor: Tensor, members: Pick<ValueTensor, 'mask' | 'logits' | 'owned'>): Tensor {
  Object.setPrototypeOf(tensor, ValueTensor.prototype);
  return Object.assign(tensor, members);
}

/** A tensor with the mask and the logits that it owns, if a layer has returned it. */
export function valueOf(tensor: tf.Tensor): Value {
  if (!(tensor instanceof ValueTensor)) return plainValue(tensor);
  const { mask, logits } = tensor;
  return { tensor, mask, logits };
}
