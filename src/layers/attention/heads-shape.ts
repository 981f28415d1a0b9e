import type { Known } from '../../types/arithmetic/operands.js';
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
import {
  type Dimension,
  type IsOpen,
  type IsUnranked,
  isOpen,
  type Leading,
  type Normalized,
  type Shape,
  type Show,
  show,
} from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Attended, type AttendedAxes, type AttendedOutcome, attended } from './attended-axes.js';
import {
  type GivesScores,
  type HeadsMaskOutcome,
  type HeadsMasks,
  headsMasks,
  type Scores,
  scores,
  type WithScores,
  withScores,
} from './heads-scores.js';
import { type FirstMismatch, type SameAxes, sameAxes } from './same-axes.js';

const expected = '(batch, ..., time, features) with a known number of features';
const expectedSequence = '(batch, time, features) with a known number of features';
const expectedPair = 'query and value';
const oneAxis = '{layer} expects a single attention axis for a causal mask or a sliding window (received {received})';

/** What tells layers whose attention has several heads apart. */
export interface HeadsClass<
  Layer extends string = string,
  Heads extends number = number,
  IsGrouped extends boolean = boolean,
  Output extends number | readonly number[] | null = number | readonly number[] | null,
  Axes extends AttendedAxes = AttendedAxes,
> {
  readonly layer: Layer;
  readonly heads: Heads;
  /** Whether heads share keys and values: then it takes sequences only, all with as many features. */
  readonly isGrouped: IsGrouped;
  /** What the features become; `null` for those of the query. */
  readonly outputShape: Output;
  readonly attentionAxes: Axes;
}

/** The query's shape, with other features where the class says so; the scores follow where the call asks for them. */
export interface HeadsShape<Class extends HeadsClass> extends ShapeFunction {
  readonly signature: '(batch, ..., features), (batch, ..., values) → (batch, ..., output)';
  readonly parameters: [Class];
  readonly structured: GivesScores<this['call']>;
  readonly output: HeadsOutput<this['input'], this['call'], Class>;
}

type HeadsOutput<Input, Call, Class extends HeadsClass> = [Input] extends [
  readonly [infer Query extends Shape, infer Value extends Shape],
]
  ? true extends IsUnranked<Query> | IsUnranked<Value> | IsUnranked<KeyOf<Call, Value>>
    ? WithScores<Call, Shape, Shape>
    : [HeadsOutcome<Class, Query, Value, KeyOf<Call, Value>, Call>] extends [infer Outcome]
      ? Outcome extends null
        ? WithScores<Call, Attending<Query, Class['outputShape']>, Scores<Class, Query, KeyOf<Call, Value>>>
        : Outcome
      : never
  : NotAList<Class['layer'], typeof expectedPair, Input>;

type KeyOf<Call, Value extends Shape> = Call extends { readonly key: infer Key extends Shape } ? Key : Value;

type Attending<Query extends Shape, Output> = [Output] extends [readonly number[]]
  ? [...Leading<Query>, ...Normalized<Output>]
  : Output extends number
    ? [...Leading<Query>, Known<Output>]
    : Query;

/** `null` where all tensors fit; else what is wrong with the first that does not. */
type HeadsOutcome<
  Class extends HeadsClass,
  Query extends Shape,
  Value extends Shape,
  Key extends Shape,
  Call,
> = FirstMismatch<
  [
    NotTaken<Class, 'query', Query, '0'>,
    NotTaken<Class, 'value', Value, '1'>,
    NotTaken<Class, 'key', Key, 'key'>,
    AttendedOutcome<Class['layer'], Class['attentionAxes'], Query>,
    OfQuery<Class, Query, Value>,
    OfValue<Class, Value, Key>,
    OneAxis<Class['layer'], Call, Attended<Class['attentionAxes'], Query>>,
    HeadsMaskOutcome<Class, Query, Value, Key, Call>,
  ]
>;

type NotTaken<Class extends HeadsClass, Name extends string, Input extends Shape, At extends string> =
  IsTaken<Class['isGrouped'], Input> extends true
    ? null
    : Unexpected<
        `${Class['layer']}: ${Name}`,
        Class['isGrouped'] extends true ? typeof expectedSequence : typeof expected,
        Input,
        At
      >;

type IsTaken<IsGrouped extends boolean, Input extends Shape> = [Input] extends [
  readonly [Dimension, Dimension, ...infer Others extends Shape, infer Features extends Dimension],
]
  ? IsOpen<Features> extends true
    ? false
    : IsGrouped extends true
      ? [Others] extends [readonly []]
        ? true
        : false
      : true
  : false;

type OneAxis<Layer extends string, Call, Axes extends readonly number[]> = Call extends { readonly useCausalMask: true }
  ? [Axes['length']] extends [1]
    ? null
    : [number] extends [Axes['length']]
      ? null
      : Mismatch<Fill<typeof oneAxis, { layer: Layer; received: Show<Axes> }>, 'useCausalMask'>
  : null;

type OfQuery<Class extends HeadsClass, Query extends Shape, Value extends Shape> = SameAxes<
  { layer: Class['layer']; first: 'query'; second: 'value' },
  Query,
  Value,
  Class['isGrouped'] extends true
    ? 1
    : Attended<Class['attentionAxes'], Query>[number] | AxisIndex<-1, Query['length']>,
  '1'
>;

type OfValue<Class extends HeadsClass, Value extends Shape, Key extends Shape> = SameAxes<
  { layer: Class['layer']; first: 'value'; second: 'key' },
  Value,
  Key,
  AxisIndex<-1, Value['length']>,
  'key'
>;

/** What run time knows of a class as well. */
export interface AttendingClass extends HeadsClass {
  /** How many places each place may attend to on either side, itself included; `null` for all. */
  readonly slidingWindow: number | null;
}

/** What a call of a layer with heads says beside query and value, as its rule sees it. */
export interface HeadsCall extends HeadsMasks {
  readonly key: Shape | null;
  readonly useCausalMask: boolean;
  readonly returnAttentionScores: boolean;
}

/** The same at run time. */
export function headsOutput(
  inputs: readonly Shape[],
  call: HeadsCall,
  owner: AttendingClass,
): Shape | readonly Shape[] {
  const { layer, isGrouped, outputShape, attentionAxes } = owner;
  const [query, value] = tensorList(layer, expectedPair, inputs, 2) as readonly [Shape, Shape];
  const key = call.key ?? value;
  for (const [name, input] of Object.entries({ query, value, key })) {
    if (!isTaken(isGrouped, input)) unexpected(`${layer}: ${name}`, isGrouped ? expectedSequence : expected, input);
  }
  const axes = attended(layer, attentionAxes, query);
  const last = query.length - 1;
  sameAxes({ layer, first: 'query', second: 'value' }, query, value, isGrouped ? [1] : [...axes, last]);
  sameAxes({ layer, first: 'value', second: 'key' }, value, key, [last]);
  if ((call.useCausalMask || owner.slidingWindow !== null) && axes.length > 1) {
    mismatch(oneAxis, { layer, received: show(axes) });
  }
  headsMasks(owner, { query, value, key, axes }, call);
  const output = outputShape === null ? query : [...query.slice(0, -1), ...[outputShape].flat()];
  return withScores(call, output, scores(owner.heads, query, key, axes));
}

function isTaken(isGrouped: boolean, input: Shape): boolean {
  return (isGrouped ? input.length === 3 : input.length > 2) && !isOpen(input.at(-1));
}
