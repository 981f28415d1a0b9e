import {
  ArgumentError,
  constraints,
  Dot,
  Input,
  initializers,
  Lambda,
  losses,
  MultiHeadAttention,
  metrics,
  ops,
  optimizers,
  PReLU,
  TupleflowError,
} from 'tupleflow';
import { describe, expect, it } from 'vitest';

/** A list whose second place is empty. */
const holed = <Item>(first: Item, last: Item): Item[] => Object.assign(Array(3), { 0: first, 2: last });

/** The same, of two places. */
const lastOnly = (last: unknown): never => Object.assign(Array(2), { 1: last }) as never;

const calls: Readonly<Record<string, () => unknown>> = {
  'axes of an initializer': () => initializers.VarianceScaling({ inputAxes: holed(0, 1) }),
  'output axes of an initializer': () => initializers.VarianceScaling({ outputAxes: holed(0, 1) }),
  'axes of a constraint': () => constraints.MaxNorm(2, holed(0, 1) as never),
  'shared axes': () => PReLU({ sharedAxes: holed(1, 2) }),
  'sizes of a Lambda': () => Lambda((x: never) => x, { outputShape: lastOnly(3) }),
  'axes of Dot': () => Dot(lastOnly(1)),
  'boundaries of a schedule': () => optimizers.schedules.PiecewiseConstantDecay(holed(1, 2), [1, 2, 3, 4]),
  'widths of pad': () => ops.pad(Input([3]), lastOnly([1, 1])),
  'sizes of attention': () => MultiHeadAttention(2, 2, { outputShape: holed(1, 2) }),
  'factors of classes': () => losses.CategoricalFocalCrossentropy({ alpha: holed(0.1, 0.2) }),
  'thresholds of a metric': () => metrics.Precision({ thresholds: holed(0.1, 0.2) }),
};

describe('holes in lists', () => {
  it.each(Object.entries(calls))('%s are found', (_, call) => {
    expect(call).toThrow(TupleflowError);
    expect(call).toThrow(/\(received /);
  });

  it('are said to be undefined', () => {
    expect(() => metrics.Precision({ thresholds: holed(0.1, 0.2) })).toThrow(ArgumentError);
    expect(() => metrics.Precision({ thresholds: holed(0.1, 0.2) })).toThrow(/received undefined/);
  });
});
