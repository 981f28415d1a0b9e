import { ShapeError } from '../errors.js';
import { type Fits, fits } from '../types/dimension.js';
import { type Fill, fill, type Mismatch } from '../types/mismatch.js';
import { type Shape, type Show, show } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { type Flat, keysOf, type StructureKind } from './structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { ShapesOf, TypeOf, TypesOf } from './tensors.js';
import type { TensorSpec } from './value.js';

const wrongShape = 'model expects {expected} for input {key} (received {received})';
const wrongType = 'model expects {expected} elements for input {key} (received {received})';
const wrongForm = 'model expects {expected} (received {received})';

/** The rule of a model as a layer: accepts what fits its inputs, gives the shapes of its outputs. */
export interface ModelShape<Inputs, Outputs> extends ShapeFunction {
  readonly parameters: [Inputs, Outputs];
  readonly output: ModelOutcome<Misfits<this['input'], this['inputType'], Inputs>, Outputs>;
  readonly outputType: TypesOf<Outputs>;
  readonly structured: [Outputs] extends [SymbolicTensor] ? false : true;
  readonly takesStrings: true;
}

type ModelOutcome<Found, Outputs> = [Found] extends [never] ? ShapesOf<Outputs> : Found;

/** Every mismatch between the arguments and the inputs of a model. */
type Misfits<Given, Types, Inputs> = Inputs extends SymbolicTensor
  ? [Given] extends [Shape]
    ? Misfit<Given, Types, Inputs, '0', null>
    : Mismatch<Fill<typeof wrongForm, { expected: 'one tensor'; received: ShowForm<Given> }>, null>
  : [Given] extends [Shape]
    ? Mismatch<Fill<typeof wrongForm, { expected: ShowForm<Inputs>; received: 'one tensor' }>, null>
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
              : Mismatch<Fill<typeof wrongForm, { expected: ShowForm<Inputs>; received: ShowForm<Given> }>, null>;
          }[InputKeys<Inputs>]
        | Surplus<Given, Inputs>;

type Misfit<Given, Type, Input, Key extends string, At extends string | null> =
  Input extends SymbolicTensor<infer Wanted>
    ? [Given] extends [Shape]
      ? Fits<Given, Wanted> extends true
        ? Type extends TypeOf<Input>
          ? never
          : Mismatch<Fill<typeof wrongType, { expected: TypeOf<Input>; key: Key; received: Type & string }>, At>
        : Mismatch<Fill<typeof wrongShape, { expected: Show<Wanted>; key: Key; received: Show<Given> }>, At>
      : never
    : never;

/** The keys of a list or a record of inputs. */
type InputKeys<Inputs> = [Inputs] extends [readonly unknown[]] ? keyof Inputs & `${number}` : keyof Inputs & string;

type Surplus<Given, Inputs> = [Exclude<InputKeys<Given>, InputKeys<Inputs>>] extends [infer Key]
  ? Key extends string
    ? Mismatch<Fill<typeof wrongForm, { expected: ShowForm<Inputs>; received: ShowForm<Given> }>, Key>
    : never
  : never;

type ShowForm<Items> = Items extends { readonly length: infer Count extends number }
  ? `a list of ${Count}`
  : `tensors named ${keyof Items & string}`;

/** The run-time twin: throws if the arguments do not fit a model's inputs. */
export function checkModelInputs(
  structure: StructureKind,
  inputs: readonly SymbolicTensor[],
  given: Flat<TensorSpec>,
): void {
  const keys = keysOf(structure);
  const givenKeys = keysOf(given.structure);
  const isSameForm = (structure === 'one') === (given.structure === 'one') && keys.length === givenKeys.length;
  if (!isSameForm || keys.some((key) => !givenKeys.includes(key))) {
    throw new ShapeError(fill(wrongForm, { expected: showForm(structure), received: showForm(given.structure) }));
  }
  keys.forEach((key, index) => {
    const input = inputs[index] as SymbolicTensor;
    const { shape, dtype } = given.items[givenKeys.indexOf(key)] as TensorSpec;
    if (!fits(shape, input.shape)) {
      throw new ShapeError(fill(wrongShape, { expected: show(input.shape), key, received: show(shape) }));
    }
    if (dtype !== input.dtype) {
      throw new ShapeError(fill(wrongType, { expected: input.dtype, key, received: dtype }));
    }
  });
}

function showForm(structure: StructureKind): string {
  if (structure === 'one') return 'one tensor';
  return 'names' in structure ? `tensors named ${structure.names.join(', ')}` : `a list of ${structure.length}`;
}
