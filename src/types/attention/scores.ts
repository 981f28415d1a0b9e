import type { Known } from '../arithmetic/known.js';
import type { Dimension, Shape } from '../shape.js';
import type { Attended, AttendedAxes } from './attended-axes.js';

/** What the shape of scores depends on beside the tensors. */
export interface ScoresClass {
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
export type CommonScores<Class extends ScoresClass, Query extends Shape, Key extends Shape> = ScoresOf<
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
type Beside<Input extends Shape, Axes extends number, Passed extends readonly unknown[] = []> = Input extends readonly [
  infer Size extends Dimension,
  infer Next extends Dimension,
  ...infer Rest extends Shape,
]
  ? Passed['length'] extends Axes
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
