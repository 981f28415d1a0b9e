import type { EinsumPlan, EinsumPlanOf, Letters, Place, RuntimePlan } from '../../types/einsum-plan.js';
import { type ArrangedOne, arrangedOne, type Joined, type Size } from '../../types/einsum-shape.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import {
  type Dimension,
  type IsOpen,
  isShape,
  type Shape,
  type Show,
  type ShowDimension,
  type Sizes,
  show,
} from '../../types/shape.js';

const expected = 'one tensor';
const otherRank = 'EinsumDense expects an axis for each label of {labels} (received {input})';
const otherSize =
  'EinsumDense expects label {label} to have its size in outputShape, {wanted} (received {size}, in {input})';
const openSize = 'EinsumDense expects a known size for label {label}, which its {weight} has (received {input})';

/** The sizes that a layer states for its output, but for the batch and what `...` stands for; `null` is that of the input. */
export type EinsumTarget = number | Sizes;

/** The output of a layer whose equation has the labels of its input, its kernel and its output. */
export type EinsumDenseOutput<
  Input,
  Equation extends string,
  Target extends EinsumTarget,
  BiasAxes extends string | null,
> = [Input] extends [Shape]
  ? [number] extends [Input['length'] | TargetList<Target>['length']]
    ? Shape
    : EinsumPlanOf<Equation> extends EinsumPlan<
          readonly [infer Labels extends readonly string[], infer Kernel extends readonly string[]],
          infer Output,
          readonly string[],
          infer Places
        >
      ? [ArrangedOne<Labels, Input>] extends [infer Sizes]
        ? [Sizes] extends [readonly Size[]]
          ? [Filled<Input, Sizes, Places, Output, TargetList<Target>>] extends [infer Found]
            ? [Found] extends [readonly Size[]]
              ? WithWeights<Input, Labels, Sizes, Kernel, Output, Found, BiasAxes>
              : Found
            : never
          : Mismatch<Fill<typeof otherRank, { labels: Joined<Labels>; input: Show<Input> }>, null>
        : never
      : Shape
  : Unexpected<'EinsumDense', typeof expected, Input>;

/** The target as a list. */
export type TargetList<Target extends EinsumTarget> = [Target] extends [Shape] ? Target : [Target & number];

/** The size that a label has in the input; `undefined` where the input does not have it. */
type InputSize<Sizes extends readonly Size[], Where> = [Where] extends [
  readonly [Place<0, infer Axis extends number>, ...unknown[]],
]
  ? Sizes[Axis]
  : undefined;

/** The sizes of the output: of its first label and of `...` those of the input, of others what the target says. */
type Filled<
  Input extends Shape,
  Sizes extends readonly Size[],
  Places,
  Output extends readonly string[],
  Target extends Shape,
  Passed extends readonly unknown[] = [],
  Result extends readonly Size[] = [],
> = [Output] extends [readonly [infer Label extends string, ...infer Others extends readonly string[]]]
  ? [SizeOf<InputSize<Sizes, Places[Label & keyof Places]>, Passed, Label, Target>] extends [infer Found extends Size]
    ? Filled<Input, Sizes, Places, Others, Target, [...Passed, unknown], [...Result, Found]>
    : Mismatch<
        Fill<
          typeof otherSize,
          {
            label: Label;
            wanted: ShowDimension<Target[Before<Passed>]>;
            size: ShowDimension<InputSize<Sizes, Places[Label & keyof Places]> & Dimension>;
            input: Show<Input>;
          }
        >,
        null
      >
  : Result;

/** The index in the target: the batch has no place in it. */
type Before<Passed extends readonly unknown[]> = [Passed] extends [readonly [unknown, ...infer Rest]]
  ? Rest['length']
  : never;

type SizeOf<Given, Passed extends readonly unknown[], Label, Target extends Shape> = [Passed] extends [readonly []]
  ? Given
  : Label extends '...'
    ? Given
    : Given extends Dimension
      ? Agreed<Given, Target[Before<Passed>]>
      : Target[Before<Passed>];

/** The size of an input that the target states or leaves open; one that varies cannot be stated: `undefined`. */
type Agreed<Given extends Dimension, Wanted extends Dimension> = Wanted extends null
  ? Given
  : [Wanted] extends [Given]
    ? Wanted
    : [Given] extends [Wanted]
      ? Given
      : undefined;

/** The output, where the sizes of the weights are known. */
type WithWeights<
  Input extends Shape,
  Labels extends readonly string[],
  Sizes extends readonly Size[],
  Kernel extends readonly string[],
  Output extends readonly string[],
  Found extends readonly Size[],
  BiasAxes extends string | null,
> = [OpenIn<Labels, Sizes> & Kernel[number]] extends [never]
  ? BiasAxes extends string
    ? [OpenIn<Output, Found> & Letters<BiasAxes>[number]] extends [never]
      ? Flat<Found>
      : OpenSize<FirstIn<Output, OpenIn<Output, Found> & Letters<BiasAxes>[number]>, 'bias', Input>
    : Flat<Found>
  : OpenSize<FirstIn<Kernel, OpenIn<Labels, Sizes>>, 'kernel', Input>;

/** The labels of axes whose sizes vary. */
type OpenIn<Labels extends readonly string[], Sizes extends readonly Size[]> = {
  [Axis in keyof Labels]: Axis extends keyof Sizes ? (IsOpen<Sizes[Axis]> extends true ? Labels[Axis] : never) : never;
}[number];

type FirstIn<Labels extends readonly string[], Some> = [Labels] extends [
  readonly [infer Label extends string, ...infer Others extends readonly string[]],
]
  ? Label extends Some
    ? Label
    : FirstIn<Others, Some>
  : never;

type OpenSize<Label extends string, Weight extends string, Input extends Shape> = Mismatch<
  Fill<typeof openSize, { label: Label; weight: Weight; input: Show<Input> }>,
  null
>;

type Flat<Sizes extends readonly Size[], Result extends Shape = []> = [Sizes] extends [
  readonly [infer First, ...infer Rest extends readonly Size[]],
]
  ? Flat<Rest, [...Result, ...([First] extends [Shape] ? First : [First & Dimension])]>
  : Result;

/** The sizes of a layer's output and of its weights. */
export interface EinsumDenseShapes {
  readonly output: Shape;
  readonly kernel: Shape;
  readonly bias: Shape | null;
}

/** The same at run time, for arguments that have been checked. */
export function einsumDenseShapes(
  input: Shape,
  { terms, output, places }: RuntimePlan,
  target: Shape,
  biasAxes: string | null,
): EinsumDenseShapes {
  if (!Array.isArray(input) || !isShape(input)) return unexpected('EinsumDense', expected, input);
  const [labels, kernel] = terms as readonly [readonly string[], readonly string[]];
  const sizes = arrangedOne(labels, input) ?? mismatch(otherRank, { labels: labels.join(''), input: show(input) });
  const inputSize = (label: string): Size | undefined => {
    const [operand, axis] = places.get(label)?.[0] ?? [];
    return operand === 0 ? sizes[axis as number] : undefined;
  };
  const filled = output.map((label, place): Size => {
    const given = inputSize(label);
    const wanted = place === 0 || label === '...' ? null : (target[place - 1] as Dimension);
    if (given === undefined || wanted === null) return (given ?? wanted) as Size;
    return given === wanted ? given : mismatch(otherSize, { label, wanted, size: String(given), input: show(input) });
  });
  const known = (label: string, size: Size | undefined, weight: string): number =>
    size === null || typeof size === 'string'
      ? mismatch(openSize, { label, weight, input: show(input) })
      : (size as number);
  const kernelSizes = kernel.map((label) => {
    const size = inputSize(label);
    return known(label, size === undefined ? filled[output.indexOf(label)] : size, 'kernel');
  });
  const axes = biasAxes ?? '';
  const first = output.findIndex((label) => axes.includes(label));
  const biasSizes = output.slice(first).flatMap((label, place) => {
    const size = filled[first + place] as Size;
    if (Array.isArray(size)) return size.map(() => 1);
    return [axes.includes(label) ? known(label, size, 'bias') : 1];
  });
  return { output: filled.flat() as Shape, kernel: kernelSizes, bias: biasAxes === null ? null : biasSizes };
}
