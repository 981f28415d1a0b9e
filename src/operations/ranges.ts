import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { finite, integerFrom } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError } from '../errors.js';
import { broadcastTo } from '../gradients/custom-gradient.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Checked, ShapesOf, TypesOf } from '../graph/tensors.js';
import type { Subtract } from '../types/arithmetic/add.js';
import type { CeilDivide } from '../types/arithmetic/divide.js';
import type { Known } from '../types/arithmetic/operands.js';
import {
  type CommonType,
  commonType,
  type HasStrings,
  type NumberType,
  type NumericType,
  numberType,
  type OnlyNumbers,
} from '../types/dtype.js';
import { type Fill, type Mismatch, mismatch, tensorList } from '../types/mismatch.js';
import { type Dimension, type Shape, type Show, show } from '../types/shape.js';
import type { GraphResult, Results } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { type Constant, type ConstantOptions, constant, dtypeOf } from './filled-tensors.js';

/** How many numbers there are from one to another. Other numbers than integers from 0 are counted at run time. */
type Count<Start extends number, Stop extends number, Step extends number> =
  AreCounts<Known<Start> | Known<Stop> | Known<Step>> extends true
    ? [Subtract<Stop, Start>] extends [never]
      ? number
      : Step extends 1
        ? Subtract<Stop, Start>
        : CeilDivide<Subtract<Stop, Start>, Step>
    : number;

type AreCounts<Value extends number> = number extends Value
  ? false
  : `${Value}` extends `${string}${'-' | '.' | 'e'}${string}`
    ? false
    : true;

type ArangeSize<Start extends number, Stop extends number | null, Step extends number> = Stop extends number
  ? Count<Start, Stop, Step>
  : Count<0, Start, Step>;

type ArangeType<Start extends number, Stop extends number | null, Step extends number> = CommonType<
  [NumberType<Start>, Stop extends number ? NumberType<Stop> : 'int32', NumberType<Step>]
>;

type Range = Constant & { readonly start: number; readonly step: number };

const numberIn = (index: number, { start, step }: Range): number => start + index * step;

const addArange = constant<Range>('arange', numberIn);

/**
 * Evenly spaced numbers: from 0 to `start`, or from `start` to `stop`, which is not included. The tensor has no
 * batch axis.
 *
 * @example
 * const positions = Embedding(100, 8)(ops.arange(100)); // SymbolicTensor<[100, 8]>
 */
export const arange: <
  const Start extends number,
  const Stop extends number | null = null,
  const Step extends number = 1,
  const Type extends NumericType = ArangeType<Start, Stop, Step> & NumericType,
>(
  /** The first number; the end, if it is the only argument. */
  start: Start,
  /** The end, which is not included. */
  stop?: Stop,
  /** The difference between numbers. The default is 1. */
  step?: Step,
  options?: ConstantOptions<Type>,
) => GraphResult<[ArangeSize<Start, Stop, Step>], NoInfer<Type>> = stated(
  (start: number, stop: number | null = null, step = 1, options?: ConstantOptions<NumericType>) => {
    const numbers = [start, stop ?? 0, step];
    for (const [place, name] of ['start', 'stop', 'step'].entries())
      finite(`arange: ${name}`, numbers[place] as number);
    const [first, end] = stop === null ? [0, start] : [start, stop];
    if (step === 0) throw new ArgumentError('arange: step expects a number other than 0 (received 0)');
    const count = Math.max(0, Math.ceil((end - first) / step));
    return addArange({
      shape: [integerFrom('arange: the number of elements', count, 0)],
      dtype: dtypeOf('arange', options, commonType(numbers.map(numberType))),
      start: first,
      step,
    });
  },
);

/** Options of {@link linspace}. */
export interface LinspaceOptions extends ConstantOptions<'float32'> {
  /** Whether `stop` is the last number. The default is `true`. */
  readonly endpoint?: boolean;
}

const addLinspace = constant<Range>('linspace', numberIn);

/**
 * `num` evenly spaced numbers from `start` to `stop`.
 *
 * @example
 * const steps = linspace(0, 1, 11); // SymbolicTensor<[11]>
 */
export const linspace: <const Count extends number = 50>(
  /** The first number. */
  start: number,
  /** The last number, or the end that is not included with `endpoint: false`. */
  stop: number,
  /** The number of numbers. The default is 50. */
  num?: Count,
  options?: LinspaceOptions,
) => GraphResult<[Known<NoInfer<Count>>], 'float32'> = stated(
  (start: number, stop: number, num = 50, given?: LinspaceOptions) => {
    const { endpoint, dtype } = completeOptions('linspace', { endpoint: true, dtype: 'float32' as const }, given);
    oneOf('linspace: dtype', dtype, ['float32']);
    const range = finite('linspace: stop', stop) - finite('linspace: start', start);
    const count = integerFrom('linspace: num', num, 1);
    return addLinspace({ shape: [count], dtype, start, step: range / Math.max(endpoint ? count - 1 : count, 1) });
  },
);

/** Options of {@link meshgrid}. */
export interface MeshgridOptions<Indexing extends 'xy' | 'ij' = 'xy' | 'ij'> {
  /** Whether the first tensor varies along the second axis, `xy`, or along the first, `ij`. The default is `xy`. */
  readonly indexing?: Indexing;
}

const notOneAxis = 'meshgrid expects inputs with one axis (received {input})';

type SizesOfEach<Shapes, Found extends Shape = []> = [Shapes] extends [
  readonly [infer First extends Shape, ...infer Rest extends readonly Shape[]],
]
  ? [number] extends [First['length']]
    ? null
    : [First] extends [readonly [infer Size extends Dimension]]
      ? SizesOfEach<Rest, [...Found, Size]>
      : Mismatch<Fill<typeof notOneAxis, { input: Show<First> }>, `${Found['length']}`>
  : Found;

type Exchanged<Sizes extends Shape> = Sizes extends readonly [infer First, infer Second, ...infer Rest extends Shape]
  ? [Second & Dimension, First & Dimension, ...Rest]
  : Sizes;

type Grids<Shapes, Indexing> = [Shapes] extends [readonly Shape[]]
  ? [number] extends [Shapes['length']]
    ? Shape[]
    : [SizesOfEach<Shapes>] extends [infer Sizes]
      ? [Sizes] extends [Shape]
        ? { [Place in keyof Shapes]: GridShape<Sizes, Indexing> }
        : [Sizes] extends [Mismatch]
          ? Sizes
          : { [Place in keyof Shapes]: Shape }
      : never
  : never;

type GridShape<Sizes extends Shape, Indexing> = 'xy' | 'ij' extends Indexing
  ? Shape
  : Indexing extends 'ij'
    ? Sizes
    : Exchanged<Sizes>;

type MeshgridOutput<Given extends readonly AnyTensor[], Indexing> = [HasStrings<TypesOf<Given>>] extends [false]
  ? Grids<ShapesOf<Given>, Indexing>
  : OnlyNumbers<TypesOf<Given>>;

/** The shape of the grids for inputs of these shapes, and the axis along which each input varies. */
function gridOf(inputs: readonly Shape[], indexing: string) {
  const sizes = inputs.map((input) =>
    input.length === 1 ? (input[0] as Dimension) : mismatch(notOneAxis, { input: show(input) }),
  );
  const axes = [...sizes.keys()];
  if (indexing === 'xy' && axes.length > 1) [axes[0], axes[1]] = [1, 0];
  return { shape: axes.map((axis) => sizes[axis] as Dimension), axes };
}

const addMeshgrid = defineOperation<Required<MeshgridOptions>, readonly Shape[]>({
  operation: 'meshgrid',
  shape: (inputs, { indexing }) => {
    const { shape } = gridOf(tensorList('meshgrid', 'a list of tensors', inputs), indexing);
    return inputs.map(() => shape);
  },
  type: (types) => types,
  compute: (inputs, { indexing }) => {
    const { shape, axes } = gridOf(
      inputs.map((input) => input.shape),
      indexing,
    );
    return inputs.map((input, place) => {
      const along = shape.map((size, axis) => (axis === axes[place] ? (size as number) : 1));
      return broadcastTo(tf.reshape(input, along), shape as number[]);
    });
  },
});

/**
 * The coordinates of the points of a grid, one tensor for each axis, from the coordinates along the axes.
 *
 * @example
 * const [columns, rows] = meshgrid([arange(4), arange(3)]); // SymbolicTensor<[3, 4]> & OfType<"int32"> each
 */
export const meshgrid: <const Given extends readonly AnyTensor[], const Indexing extends 'xy' | 'ij' = 'xy'>(
  /** The tensors, of one axis each. (Keras takes them one after the other.) */
  x: Checked<Given, MeshgridOutput<Given, Indexing>>,
  options?: MeshgridOptions<Indexing>,
) => Results<Given[number], Given, MeshgridOutput<Given, Indexing>, TypesOf<Given>> = stated(
  (x: readonly SymbolicTensor[], options?: MeshgridOptions) => {
    const { indexing } = completeOptions<Required<MeshgridOptions>>('meshgrid', { indexing: 'xy' }, options);
    return addMeshgrid(x, { indexing: oneOf('meshgrid: indexing', indexing, ['xy', 'ij']) });
  },
);
