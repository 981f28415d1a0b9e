import type { Known } from '../../types/arithmetic/operands.js';
import type { Dimension, Leading, Shape } from '../../types/shape.js';
import { type MaskShape, maskShape, type ScoresMaskShape, scoresMaskShape } from '../core/masking.js';
import type { Attended, AttendedAxes } from './attended-axes.js';
import type { FirstMismatch } from './same-axes.js';

/** The options that the shape of scores depends on. */
interface ScoresClass {
  readonly heads: number;
  readonly attentionAxes: AttendedAxes;
}

/** How much each place of the query attends to each place of the key, head by head: (batch, heads, query's, key's). */
export type Scores<Class extends ScoresClass, Query extends Shape, Key extends Shape> = ScoresOf<
  [Known<Class['heads']>],
  Query,
  Key,
  Attended<Class['attentionAxes'], Query>
>;

/** The same for all heads. */
type CommonScores<Class extends ScoresClass, Query extends Shape, Key extends Shape> = ScoresOf<
  [],
  Query,
  Key,
  Attended<Class['attentionAxes'], Query>
>;

type ScoresOf<
  Heads extends Shape,
  Query extends Shape,
  Key extends Shape,
  Axes extends readonly number[],
> = number extends Axes[number]
  ? Shape
  : [...Beside<Query, Axes[number]>, ...Heads, ...Along<Query, Axes>, ...Along<Key, Axes>];

/** The sizes of the axes that attention does not go along, but for the features. */
type Beside<Input extends Shape, Axes extends number, Passed extends readonly unknown[] = []> = [Input] extends [
  readonly [infer Size extends Dimension, infer Next extends Dimension, ...infer Rest extends Shape],
]
  ? [Passed['length']] extends [Axes]
    ? Beside<[Next, ...Rest], Axes, [...Passed, unknown]>
    : [Size, ...Beside<[Next, ...Rest], Axes, [...Passed, unknown]>]
  : [];

type Along<Input extends Shape, Axes extends readonly number[]> = {
  -readonly [Place in keyof Axes]: Input[Axes[Place]];
};

/** The same at run time; `heads` is `null` for scores that are the same for all heads. */
export function scores(heads: number | null, query: Shape, key: Shape, axes: readonly number[]): Shape {
  const beside = query.slice(0, -1).filter((_, axis) => !axes.includes(axis));
  const along = (input: Shape) => axes.map((axis) => input[axis] as Dimension);
  return [...beside, ...(heads === null ? [] : [heads]), ...along(query), ...along(key)];
}

/** Whether a call asks for the scores. */
export type GivesScores<Call> = Call extends { readonly returnAttentionScores: infer Wanted }
  ? [Wanted] extends [false]
    ? false
    : true
  : false;

/** The output, and after it the scores, where a call asks for them; one or the other where that is not known. */
export type WithScores<Call, Output extends Shape, Scores extends Shape> = Call extends {
  readonly returnAttentionScores: infer Wanted;
}
  ? Wanted extends true
    ? [Output, Scores]
    : Output
  : Output;

/** The same at run time. */
export function withScores(
  { returnAttentionScores }: { readonly returnAttentionScores: boolean },
  output: Shape,
  scores: Shape,
): Shape | readonly Shape[] {
  return returnAttentionScores ? [output, scores] : output;
}

/** The masks that a call of a layer with heads may give. */
export interface HeadsMasks {
  readonly queryMask: Shape | null;
  readonly valueMask: Shape | null;
  readonly keyMask: Shape | null;
  readonly attentionMask: Shape | null;
}

/** `null` where all masks of a call fit; else what is wrong with the first that does not. */
export type HeadsMaskOutcome<
  Class extends ScoresClass & { readonly layer: string },
  Query extends Shape,
  Value extends Shape,
  Key extends Shape,
  Call,
> =
  Extract<keyof Call, keyof HeadsMasks> extends never
    ? null
    : FirstMismatch<
        [
          MaskShape<Class['layer'], 'queryMask', Under<Call, 'queryMask'>, Leading<Query>>,
          MaskShape<Class['layer'], 'valueMask', Under<Call, 'valueMask'>, Leading<Value>>,
          MaskShape<Class['layer'], 'keyMask', Under<Call, 'keyMask'>, Leading<Key>>,
          ScoresMaskShape<
            Class['layer'],
            'attentionMask',
            Under<Call, 'attentionMask'>,
            [CommonScores<Class, Query, Key>, Scores<Class, Query, Key>]
          >,
        ]
      >;

type Under<Call, Name extends string> = Call extends { readonly [Key in Name]: infer Mask } ? Mask : null;

/** The tensors that masks go with, and the axes along which attention goes. */
export interface Sequences {
  readonly query: Shape;
  readonly value: Shape;
  readonly key: Shape;
  readonly axes: readonly number[];
}

/** The same at run time: throws what is wrong. */
export function headsMasks(
  { layer, heads }: { readonly layer: string; readonly heads: number },
  { query, value, key, axes }: Sequences,
  { queryMask, valueMask, keyMask, attentionMask }: HeadsMasks,
): void {
  maskShape(layer, 'queryMask', queryMask, query.slice(0, -1));
  maskShape(layer, 'valueMask', valueMask, value.slice(0, -1));
  maskShape(layer, 'keyMask', keyMask, key.slice(0, -1));
  scoresMaskShape(layer, 'attentionMask', attentionMask, [
    scores(null, query, key, axes),
    scores(heads, query, key, axes),
  ]);
}
