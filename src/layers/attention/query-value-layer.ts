import type { Called, CalledType, CallOptions, LayerMembers, Saying } from '../../graph/layer.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { CheckedExtras, CheckedPlace, TensorsOf } from '../../graph/tensors.js';
import type { ShapeFunction } from '../../types/shape-function.js';

/** What a call of a layer with heads may say besides query and value. */
export interface HeadsCallOptions extends CallOptions {
  /** What the query is compared with. The default is the value. */
  readonly key?: SymbolicTensor;
  /** Which steps of the query count; unless given, the mask that comes with it says it, and so for the next two. */
  readonly queryMask?: SymbolicTensor;
  readonly valueMask?: SymbolicTensor;
  readonly keyMask?: SymbolicTensor;
  /** Which step may attend to which: (batch, steps, other steps), or (batch, heads, steps, other steps). */
  readonly attentionMask?: SymbolicTensor;
  /** Whether no step attends to later ones. */
  readonly useCausalMask?: boolean;
  /** Whether the scores come out as well: what each step of the query makes of each of the key, head by head. */
  readonly returnAttentionScores?: boolean;
}

/** The same as a definition says it. */
export const headsCall = {
  positional: ['query', 'value'],
  tensors: { key: 'one', queryMask: 'one', valueMask: 'one', keyMask: 'one', attentionMask: 'one' },
  options: { useCausalMask: false as boolean, returnAttentionScores: false as boolean },
} as const;

/** A layer that is called on query and value, one after the other. */
export interface QueryValueLayer<Rule extends ShapeFunction, Name extends string = string>
  extends LayerMembers<Rule, Name> {
  <const Query extends SymbolicTensor, const Value extends SymbolicTensor, const Said extends object = object>(
    query: CheckedPlace<Query, '0', Called<Saying<Rule, Said>, readonly [Query, Value]>>,
    value: CheckedPlace<Value, '1', Called<Saying<Rule, Said>, readonly [Query, Value]>>,
    options?: CheckedExtras<Said, HeadsCallOptions, Called<Saying<Rule, Said>, readonly [Query, Value]>>,
  ): TensorsOf<
    Called<Saying<Rule, Said>, readonly [Query, Value]>,
    CalledType<Saying<Rule, Said>, readonly [Query, Value]>,
    Name
  >;
}

/** A layer as what its class says it is: one that is called on query and value. */
export function queryValueLayer<Rule extends ShapeFunction, Name extends string>(
  layer: LayerMembers<Rule, Name>,
): QueryValueLayer<Rule, Name> {
  return layer as QueryValueLayer<Rule, Name>;
}
