import { DataError } from '../errors.js';
import type { Loss } from '../losses/loss.js';
import type { KindNamed, LossName } from '../losses/resolve-loss.js';
import {
  type CheckedKind,
  checkTargetShape,
  type FitsKind,
  type TargetMisfit,
  targetShape,
} from '../losses/target-shape.js';
import { type dataForm, rejectForm } from '../tensor/tensor-values.js';
import { type Fits, fits } from '../types/dimension.js';
import { type Fill, fill } from '../types/mismatch.js';
import { isOpen, type Shape, type Show, show } from '../types/shape.js';
import type { IsSingle } from '../types/single.js';

const dataShape = '{argument} expects data of shape {expected} (received {received})';
const varies = 'a tensor or nested arrays, as {shape} varies in more than the batch';

/** What data is for: targets may leave out the axis of the classes. */
export type Role = 'inputs' | 'targets';

/** How much data there is: samples that are cut into batches, or one batch, whose size may be fixed by the model. */
export type Extent = 'samples' | 'batch';

/** The number of samples, which are cut into batches, does not follow from a fixed batch size. */
export type RowsOf<Dimensions extends Shape, Amount extends Extent> = Amount extends 'batch'
  ? Dimensions
  : Dimensions extends readonly [number, ...infer Sample extends Shape]
    ? [null, ...Sample]
    : Dimensions;

/** The twin of {@link RowsOf}. */
export function rowsOf(dimensions: Shape, extent: Extent): Shape {
  return extent === 'batch' ? dimensions : [null, ...dimensions.slice(1)];
}

/** `true` if a shape fits, for targets that of the loss which compares them; else the message that says why not. */
export type CheckedShape<
  Sizes extends Shape,
  Dimensions extends Shape,
  Argument extends string,
  For extends Role,
  Loss,
  Source extends 'tensor' | 'nested',
> = [KindOfLoss<Loss>] extends [CheckedKind]
  ? FitsKind<Sizes, Dimensions, KindOfLoss<Loss>> extends true
    ? true
    : TargetMisfit<Argument, NameOfLoss<Loss>, Sizes, Dimensions, KindOfLoss<Loss>>
  : FitsRole<Sizes, Dimensions, For, Source> extends true
    ? true
    : Fill<typeof dataShape, { argument: Argument; expected: Show<Dimensions>; received: Show<Sizes> }>;

/** The shape that data of a shape gets: its own, or for inputs that with a last axis of 1 more or less. */
export function fittingShape(
  argument: string,
  sizes: readonly number[],
  dimensions: Shape,
  role: Role,
  loss: Loss | null,
  source: 'tensor' | 'nested',
): readonly number[] {
  if (loss !== null && loss.targetKind !== 'any') {
    checkTargetShape(argument, loss.name, sizes, dimensions, loss.targetKind);
    return sizes;
  }
  const outer = dimensions.slice(0, -1);
  if (fits(sizes, dimensions)) return sizes;
  if (role === 'targets' && (fits(sizes, outer) || fits(sizes, [...outer, 1]))) return sizes;
  if (role === 'inputs' && dimensions.at(-1) === 1 && fits(sizes, outer)) return [...sizes, 1];
  if (role === 'inputs' && source === 'tensor' && sizes.at(-1) === 1 && fits(sizes.slice(0, -1), dimensions))
    return sizes.slice(0, -1);
  throw new DataError(fill(dataShape, { argument, expected: show(dimensions), received: show(sizes) }));
}

type FitsRole<Sizes extends Shape, Wanted extends Shape, For extends Role, Source> =
  Fits<Sizes, Wanted> extends true
    ? true
    : For extends 'inputs'
      ? LacksLast<Sizes, Wanted> extends true
        ? true
        : Source extends 'tensor'
          ? LacksLast<Wanted, Sizes>
          : false
      : Wanted extends readonly [...infer Outer extends Shape, unknown]
        ? Fits<Sizes, Outer> extends true
          ? true
          : Fits<Sizes, [...Outer, 1]>
        : false;

/** Whether a shape is another one but for its last axis, which is 1, or may be. */
type LacksLast<Shorter extends Shape, Longer extends Shape> = Longer extends readonly [
  ...infer Outer extends Shape,
  infer Last extends number,
]
  ? 1 extends Last
    ? Fits<Shorter, Outer>
    : false
  : false;

/** The shape that numbers in a typed array fill. */
type FlatShape<Dimensions extends Shape, For extends Role, Loss> = For extends 'targets'
  ? KindOfLoss<Loss> extends 'labelSequences'
    ? [null, null]
    : Dimensions
  : Dimensions;

/** `true` for open sizes, for each branch of a union. */
type IsOpenSize<Size> = Size extends string | null ? true : false;

type Inner<Dimensions extends Shape> = Dimensions extends readonly [unknown, ...infer Sample extends Shape]
  ? Sample
  : number[];

/** The sentence that says why a typed array does not tell its shape; `true` if it does. */
export type CheckedFlat<Dimensions extends Shape, Argument extends string, For extends Role, Loss> =
  true extends IsOpenSize<Inner<FlatShape<Dimensions, For, Loss>>[number]>
    ? Fill<
        typeof dataForm,
        {
          argument: Argument;
          expected: Fill<typeof varies, { shape: Show<FlatShape<Dimensions, For, Loss>> }>;
          received: 'a typed array';
        }
      >
    : true;

/** Numbers without a shape take that of the tensor; their count says how many samples there are. */
export function shapeOfFlat(
  argument: string,
  count: number,
  dimensions: Shape,
  role: Role,
  loss: Loss | null,
  samples: number | undefined,
): readonly number[] {
  const isLabels = role === 'targets' && loss?.targetKind === 'labelSequences';
  const shape = isLabels ? targetShape(dimensions, 'labelSequences') : dimensions;
  const sample = shape.slice(1).map((size) => {
    if (!isOpen(size)) return size;
    return rejectForm(argument, fill(varies, { shape: show(shape) }), 'a typed array');
  });
  const size = product(sample);
  const outer = sample.slice(0, -1);
  const isIndices = role === 'targets' && samples !== undefined && count !== samples * size;
  // Class indices are one axis short. As many of them as there are samples could else be taken for fewer one-hot vectors.
  const sizes =
    isIndices && count === samples * product(outer)
      ? [samples, ...outer]
      : count % size === 0
        ? [count / size, ...sample]
        : // A number that fits no count of samples is reported as one.
          role === 'targets'
          ? [count]
          : undefined;
  if (sizes === undefined) {
    throw new DataError(
      `${argument} expects a multiple of ${size} numbers, for samples of shape ${show(sample)} (received ${count})`,
    );
  }
  return fittingShape(argument, sizes, dimensions, role, loss, 'tensor');
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}

/** The kind of targets that a loss compares with predictions; `any` where that is not known. */
type KindOfLoss<Given> =
  IsSingle<Given> extends true
    ? Given extends LossName
      ? KindNamed<Given>
      : Given extends Loss<string, infer Kind>
        ? IsSingle<Kind> extends true
          ? Kind
          : 'any'
        : 'any'
    : 'any';

type NameOfLoss<Given> = Given extends string ? Given : Given extends Loss<infer Name> ? Name : string;
