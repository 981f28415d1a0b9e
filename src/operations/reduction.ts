import * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/options.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import { type DType, type ResultTypes, resultTypes, type TypeRule } from '../types/dtype.js';
import { type AxesOrAll, type Reduced, reduced, reducedAxes } from '../types/reduced.js';
import { sameShape } from '../types/shape-function.js';
import type { Numeric, Result } from './argument.js';
import { castTo, computeInType } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** Options of reductions. */
export interface ReductionOptions<KeepsDimensions extends boolean> {
  /** Whether to keep the reduced axes, with size 1. The default is `false`. */
  readonly keepdims?: KeepsDimensions;
}

/** An operation that reduces the elements along axes to one; by default along all axes. */
export type ReductionFunction<
  Operation extends string,
  Rule extends TypeRule,
  Allowed extends AxesOrAll = AxesOrAll,
> = <
  const Given extends AnyTensor,
  const Along extends Allowed | null = null,
  const KeepsDimensions extends boolean = false,
  At = Place,
>(
  /** The tensor to reduce. */
  x: Numeric<Given>,
  /** The axis or axes to reduce. The default is all axes. */
  axis?: Argument<Along, Reduced<Operation, Given['shape'], Along, KeepsDimensions>, 'axis'>,
  options?: ReductionOptions<KeepsDimensions>,
) => Returned<
  Result<
    Given,
    Reduced<Operation, Given['shape'], Along, KeepsDimensions>,
    ResultTypes<TypeOf<Given>>[Rule],
    IsReported<Given, At>
  >
>[keyof At];

interface ReductionConfiguration {
  readonly axis: AxesOrAll;
  readonly keepdims: boolean;
}

/**
 * Defines an operation that reduces the elements along axes to one.
 *
 * @param compute receives the elements as {@link computeInType} converts them, and the axes in order; it may keep them.
 * @param className Keras' name of its class, if that differs from `name` in Pascal case.
 */
export function reduction<Operation extends string, Rule extends TypeRule, Allowed extends AxesOrAll = AxesOrAll>(
  operation: Operation,
  rule: Rule,
  compute: (x: tf.Tensor, axes: number[]) => tf.Tensor,
  className?: string,
): ReductionFunction<Operation, Rule, Allowed> {
  const addNode = defineOperation<ReductionConfiguration>({
    operation,
    className,
    shape: (x, { axis, keepdims }) => reduced(operation, sameShape(operation, x), axis, keepdims),
    type: resultTypes[rule],
    compute: (x, { axis, keepdims }) => {
      const axes = [...reducedAxes(operation, axis, x.rank)];
      const output = computeInType(rule, x.dtype as DType, (type) => compute(castTo(x, type), axes));
      return tf.reshape(output, reduced(operation, x.shape, axis, keepdims) as number[]);
    },
  });
  return stated((x: SymbolicTensor, axis: AxesOrAll = null, options?: ReductionOptions<boolean>) =>
    addNode(x, {
      axis,
      ...completeOptions<Required<ReductionOptions<boolean>>>(operation, { keepdims: false }, options),
    }),
  );
}
