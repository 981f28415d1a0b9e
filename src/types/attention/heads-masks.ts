import { type MaskShape, maskShape, type ScoresMaskShape, scoresMaskShape } from '../mask-shape.js';
import type { Leading, Shape } from '../shape.js';
import type { FirstMismatch } from './first-mismatch.js';
import { type CommonScores, type Scores, type ScoresClass, scores } from './scores.js';

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
