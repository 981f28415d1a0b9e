import { ShapeError } from '../errors.js';
import {
  type BoundNames,
  type BoundShape,
  type NameIn,
  type Names,
  nameBinder,
  type Unbound,
} from '../types/bound-names.js';
import { type Fits, fits } from '../types/dimension.js';
import { type Fill, fill, type Mismatch } from '../types/mismatch.js';
import { type Shape, type Show, type Sizes, show, unnamed } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import type { IsSingle } from '../types/single.js';
import { type Flat, type IsOpen, type ItemOf, keysOf, type StructureKind } from './structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { ShapesOf, Tensors, TypeOf, TypesOf } from './tensors.js';
import type { TensorSpec } from './value.js';

const wrongShape = 'model expects {expected} for input {key} (received {received})';
const wrongType = 'model expects {expected} elements for input {key} (received {received})';
const wrongForm = 'model expects {expected} (received {received})';
const noInput = "model expects names of inputs (received '{key}')";
const missing = 'model expects a tensor for input {key} (received none)';

/** The rule of a model as a layer: accepts what fits its inputs, gives the shapes of its outputs. */
export interface ModelShape<Inputs, Outputs> extends ShapeFunction {
  readonly parameters: [Inputs, Outputs];
  readonly inputs: Inputs;
  readonly output: IsUnknown<Inputs> extends true
    ? OutputShapes<Outputs>
    : ModelOutcome<Misfits<this['input'], this['inputType'], Inputs>, Outputs, Inputs, this['input']>;
  readonly outputType: IsUnknown<Outputs> extends true ? 'float32' : TypesOf<Outputs>;
  readonly structured: [Outputs] extends [SymbolicTensor] ? false : true;
  readonly takesStrings: true;
}

/** Whether it is not even known if there is one tensor, a list or a record, as of models from files. */
type IsUnknown<Items> = [Tensors] extends [Items] ? true : false;

type OutputShapes<Outputs> = IsUnknown<Outputs> extends true ? unknown : ShapesOf<Outputs>;

type ModelOutcome<Found, Outputs, Inputs, Given> = [Found] extends [never]
  ? [Inputs] extends [WithoutNames]
    ? OutputShapes<Outputs>
    : NamedOutcome<Bindings<Inputs, Given>, ShapesOf<Outputs>>
  : Inputs extends readonly unknown[]
    ? FirstOf<Found>
    : [Exclude<Found, Mismatch<string, null>>] extends [never]
      ? Found
      : Exclude<Found, Mismatch<string, null>>;

/** The mismatch of the first item of a list, so that one mistake is one error. */
type FirstOf<Found, Before extends readonly unknown[] = []> = [Extract<Found, Mismatch<string, null>>] extends [never]
  ? [Extract<Found, Mismatch<string, `${Before['length']}`>>] extends [never]
    ? Before['length'] extends 1000
      ? Found
      : FirstOf<Found, [...Before, unknown]>
    : Extract<Found, Mismatch<string, `${Before['length']}`>>
  : Extract<Found, Mismatch<string, null>>;

/** Inputs of which no size has a name. */
type WithoutNames =
  | SymbolicTensor<Sizes>
  | readonly SymbolicTensor<Sizes>[]
  | { readonly [name: string]: SymbolicTensor<Sizes> };

type Bindings<Inputs, Given> = [Given] extends [Shape]
  ? BoundNames<{ readonly 0: Given }, { readonly 0: ShapesOf<Inputs> }>
  : IsOpen<Inputs> extends true
    ? Unbound<NameIn<ShapesOf<ItemOf<Inputs>>>>
    : BoundNames<
        { [Key in InputKeys<Given>]: Given[Key] },
        { [Key in InputKeys<Inputs>]: ShapesOf<Inputs[Key & keyof Inputs]> }
      >;

type NamedOutcome<Bound, Shapes> = [Bound] extends [Mismatch]
  ? Bound
  : [Shapes] extends [Shape]
    ? BoundShape<Shapes, Bound>
    : { -readonly [Key in keyof Shapes]: BoundShape<Shapes[Key], Bound> };

/** Every mismatch between the arguments and the inputs of a model. */
type Misfits<Given, Types, Inputs> = Inputs extends SymbolicTensor
  ? [Given] extends [Shape]
    ? Misfit<Given, Types, Inputs, '0', null>
    : Mismatch<Fill<typeof wrongForm, { expected: 'one tensor'; received: ShowForm<Given> }>, null>
  : [Given] extends [Shape]
    ? Mismatch<Fill<typeof wrongForm, { expected: ShowForm<Inputs>; received: 'one tensor' }>, null>
    : IsOpen<Inputs> extends true
      ? OpenMisfits<Given, Types, ItemOf<Inputs>>
      :
          | {
              [Key in InputKeys<Inputs>]: Key extends keyof Given
                ? Misfit<
                    Given[Key],
                    Key extends keyof Types ? Types[Key] : 'float32',
                    Inputs[Key & keyof Inputs],
                    Key,
                    Key
                  >
                : Missing<Key, Inputs, Given>;
            }[InputKeys<Inputs>]
          | Surplus<Given, Inputs>;

/** The same where it is not known which inputs there are; those of several shapes are told apart at run time. */
type OpenMisfits<Given, Types, Input> =
  IsSingle<Input> extends true
    ? {
        [Key in InputKeys<Given>]: Misfit<
          Given[Key & keyof Given],
          Key extends keyof Types ? Types[Key] : 'float32',
          Input,
          Key,
          Key
        >;
      }[InputKeys<Given>]
    : never;

type Misfit<Given, Type, Input, Key extends string, At extends string | null> =
  Input extends SymbolicTensor<infer Wanted>
    ? [Given] extends [Shape]
      ? IsFit<Given, Wanted> extends true
        ? Type extends TypeOf<Input>
          ? never
          : Mismatch<Fill<typeof wrongType, { expected: TypeOf<Input>; key: Key; received: Type & string }>, At>
        : Mismatch<Fill<typeof wrongShape, { expected: Show<Wanted>; key: Key; received: Show<Given> }>, At>
      : never
    : never;

/** The name of a size may stand for any. */
type IsFit<Given extends Shape, Wanted extends Shape> =
  Fits<Given, Wanted> extends true
    ? true
    : [Wanted] extends [Sizes]
      ? false
      : Fits<Given, { [Axis in keyof Wanted]: Wanted[Axis] extends string ? null : Wanted[Axis] }>;

/** The keys of a list or a record of inputs. */
type InputKeys<Inputs> = [Inputs] extends [readonly unknown[]] ? keyof Inputs & `${number}` : keyof Inputs & string;

type Missing<Key extends string, Inputs, Given> = true extends IsRecord<Inputs> & IsRecord<Given>
  ? Mismatch<Fill<typeof missing, { key: Key }>, null>
  : Mismatch<Fill<typeof wrongForm, { expected: ShowForm<Inputs>; received: ShowForm<Given> }>, null>;

type IsRecord<Items> = Items extends readonly unknown[] ? false : true;

type Surplus<Given, Inputs> = [Exclude<InputKeys<Given>, InputKeys<Inputs>>] extends [infer Key]
  ? Key extends string
    ? true extends IsRecord<Inputs> & IsRecord<Given>
      ? Mismatch<Fill<typeof noInput, { key: Key }>, Key>
      : Mismatch<Fill<typeof wrongForm, { expected: ShowForm<Inputs>; received: ShowForm<Given> }>, Key>
    : never
  : never;

type ShowForm<Items> = Items extends { readonly length: infer Count extends number }
  ? `a list of ${Count}`
  : 'tensors by name';

/** The run-time twin: the sizes for which the names in a model's inputs stand; throws if the arguments do not fit them. */
export function checkModelInputs(
  structure: StructureKind,
  inputs: readonly SymbolicTensor[],
  given: Flat<TensorSpec>,
): Names {
  const keys = keysOf(structure);
  const givenKeys = keysOf(given.structure);
  const [expected, received] = [showForm(structure), showForm(given.structure)];
  if (expected !== received) throw new ShapeError(fill(wrongForm, { expected, received }));
  const surplus = givenKeys.find((key) => !keys.includes(key));
  if (surplus !== undefined) throw new ShapeError(fill(noInput, { key: surplus }));
  const left = keys.find((key) => !givenKeys.includes(key));
  if (left !== undefined) throw new ShapeError(fill(missing, { key: left }));
  const binder = nameBinder(ShapeError);
  keys.forEach((key, index) => {
    const input = inputs[index] as SymbolicTensor;
    const { shape, dtype } = given.items[givenKeys.indexOf(key)] as TensorSpec;
    if (!fits(shape, unnamed(input.shape))) {
      throw new ShapeError(fill(wrongShape, { expected: show(input.shape), key, received: show(shape) }));
    }
    if (dtype !== input.dtype) {
      throw new ShapeError(fill(wrongType, { expected: input.dtype, key, received: dtype }));
    }
    binder.add([`model: input ${key}`, `input ${key}`], shape, input.shape);
  });
  return binder.names;
}

function showForm(structure: StructureKind): string {
  if (structure === 'one') return 'one tensor';
  return 'names' in structure ? 'tensors by name' : `a list of ${structure.length}`;
}
