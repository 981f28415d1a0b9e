import type { AxisIndex } from '../../types/axis.js';
import {
  type Fill,
  type Mismatch,
  mismatch,
  type NotAList,
  tensorList,
  type Unexpected,
  unexpected,
} from '../../types/mismatch.js';
import { type Dimension, type IsOpen, type IsUnranked, isOpen, type Leading, type Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type MaskShape, maskShape } from '../core/masking.js';
import { type GivesScores, type WithScores, withScores } from './heads-scores.js';
import { type FirstMismatch, type SameAxes, sameAxes } from './same-axes.js';

const expectedList = 'a list of query and value, or of query, value and key';

const wrongCount = '{layer}: mask expects a mask or null for each of query and value (received {received})';

const expected = {
  any: '(batch, ..., time, features)',
  known: '(batch, ..., time, features) with a known number of features',
} as const;

/** Whether it has to be known how many features the query has. */
export type Features = keyof typeof expected;

/** The query's steps with the value's features; the scores follow where the call asks for them. */
export interface AttentionShape<Layer extends string, Known extends Features> extends ShapeFunction {
  readonly signature: '[(batch, steps, features), (batch, other steps, values)] → (batch, steps, values)';
  readonly parameters: [Layer, Known];
  readonly structured: GivesScores<this['call']>;
  readonly output: AttentionOutput<this['input'], this['call'], Layer, Known>;
}

type AttentionOutput<Input, Call, Layer extends string, Known extends Features> = [Input] extends [
  readonly [infer Query extends Shape, infer Value extends Shape],
]
  ? Attending<Call, Layer, Known, Query, Value, Value, 'value', '1'>
  : [Input] extends [readonly [infer Query extends Shape, infer Value extends Shape, infer Key extends Shape]]
    ? Attending<Call, Layer, Known, Query, Value, Key, 'key', '2'>
    : [Input] extends [readonly Shape[]]
      ? [number] extends [Input['length']]
        ? WithScores<Call, Shape, Shape>
        : NotAList<Layer, typeof expectedList, Input>
      : NotAList<Layer, typeof expectedList, Input>;

type Attending<
  Call,
  Layer extends string,
  Known extends Features,
  Query extends Shape,
  Value extends Shape,
  Key extends Shape,
  KeyName extends string,
  KeyAt extends string,
> = true extends IsUnranked<Query> | IsUnranked<Value> | IsUnranked<Key>
  ? WithScores<Call, Shape, Shape>
  : [
        FirstMismatch<
          [
            NotTaken<`${Layer}: query`, Known, Query, '0'>,
            NotTaken<`${Layer}: value`, 'any', Value, '1'>,
            NotTaken<`${Layer}: key`, 'any', Key, KeyAt>,
            SameAxes<{ layer: Layer; first: 'query'; second: KeyName }, Query, Key, FromEnd<-2, Query>, KeyAt>,
            SameAxes<{ layer: Layer; first: 'value'; second: 'key' }, Value, Key, FromEnd<-1, Value>, KeyAt>,
            MaskCount<Layer, Call>,
            OfMask<Layer, 'mask[0]', 0, Call, Query>,
            OfMask<Layer, 'mask[1]', 1, Call, Value>,
          ]
        >,
      ] extends [infer Outcome]
    ? Outcome extends null
      ? WithScores<Call, [...Leading<Query>, Value[FromEnd<-1, Value>]], [...Leading<Query>, Key[FromEnd<-2, Key>]]>
      : Outcome
    : never;

type FromEnd<Place extends -1 | -2, Input extends Shape> = AxisIndex<Place, Input['length']>;

type NotTaken<Owner extends string, Known extends Features, Input extends Shape, At extends string> = [Input] extends [
  readonly [Dimension, ...Shape, Dimension, infer Last extends Dimension],
]
  ? [Known, IsOpen<Last>] extends ['known', true]
    ? Unexpected<Owner, (typeof expected)[Known], Input, At>
    : null
  : Unexpected<Owner, (typeof expected)[Known], Input, At>;

type MaskCount<Layer extends string, Call> = Call extends {
  readonly mask: { readonly length: infer Count extends number };
}
  ? number extends Count
    ? null
    : Count extends 0 | 2 | 3
      ? null
      : Mismatch<Fill<typeof wrongCount, { layer: Layer; received: Count }>, 'mask'>
  : null;

type OfMask<Layer extends string, Name extends string, Place extends 0 | 1, Call, Input extends Shape> = Call extends {
  readonly mask: infer Masks extends readonly unknown[];
}
  ? MaskShape<Layer, Name, Masks[Place], Leading<Input>, 'mask'>
  : null;

/** What a call says beside its inputs, as the rule sees it. */
export interface AttentionCall {
  readonly mask: readonly (Shape | null)[];
  readonly returnAttentionScores: boolean;
}

/** The same at run time. */
export function attentionOutput(
  layer: string,
  known: Features,
  inputs: readonly Shape[],
  call: AttentionCall,
): Shape | readonly Shape[] {
  const count = inputs.length === 3 ? 3 : 2;
  const [query, value, given] = tensorList(layer, expectedList, inputs, count) as readonly [Shape, Shape, Shape?];
  const key = given ?? value;
  checkTaken(`${layer}: query`, known, query);
  checkTaken(`${layer}: value`, 'any', value);
  checkTaken(`${layer}: key`, 'any', key);
  const second = given === undefined ? 'value' : 'key';
  sameAxes({ layer, first: 'query', second }, query, key, [query.length - 2]);
  sameAxes({ layer, first: 'value', second: 'key' }, value, key, [value.length - 1]);
  if (call.mask.length === 1 || call.mask.length > 3) mismatch(wrongCount, { layer, received: call.mask.length });
  maskShape(layer, 'mask[0]', call.mask[0] ?? null, query.slice(0, -1));
  maskShape(layer, 'mask[1]', call.mask[1] ?? null, value.slice(0, -1));
  const steps = query.slice(0, -1);
  return withScores(call, [...steps, value.at(-1) as Dimension], [...steps, key.at(-2) as Dimension]);
}

function checkTaken(owner: string, known: Features, input: Shape): void {
  if (input.length < 3 || (known === 'known' && isOpen(input.at(-1)))) unexpected(owner, expected[known], input);
}
