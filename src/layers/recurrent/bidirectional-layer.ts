import type { Called, CalledType, LayerMembers } from '../../graph/layer.js';
import type { Checked, Tensors, TensorsOf } from '../../graph/tensors.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import type { BidirectionalShape, MergeMode } from './bidirectional-shape.js';
import type { BidirectionalStateOutcome } from './bidirectional-state.js';
import type { InitialState } from './initial-state.js';
import type { RecurrentCallOptions } from './recurrent-layer.js';

/** A layer that goes through sequences both ways: its call may be told the states that each way starts from. */
export interface BidirectionalLayer<
  Forward extends ShapeFunction,
  Backward extends ShapeFunction,
  Mode extends MergeMode,
  Name extends string = string,
> extends LayerMembers<BidirectionalShape<Forward, Backward, Mode>, Name> {
  <const Given extends Tensors, const Initial extends InitialState = []>(
    input: Checked<Given, Called<BidirectionalShape<Forward, Backward, Mode>, Given>>,
    options?: RecurrentCallOptions<Checked<Initial, BidirectionalStateOutcome<Given, Initial, Forward, Backward>>>,
  ): TensorsOf<
    Called<BidirectionalShape<Forward, Backward, Mode>, Given>,
    CalledType<BidirectionalShape<Forward, Backward, Mode>, Given>,
    Name
  >;
}
