import * as tf from '@tensorflow/tfjs-core';
import { DataError } from '../errors.js';
import { type IsOpen, type ItemOf, keysOf } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { type Described, type dataForm, describe, rejectForm, type TypedArray } from '../tensor/tensor-values.js';
import { type NameBinder, nameBinder } from '../types/bound-names.js';
import type { Fill } from '../types/mismatch.js';
import type { Extent, Role } from './fitting-shape.js';
import { type NotData, type Slot, type Slots, toTensor, wholeForms } from './one-tensor.js';
import {
  type CheckedItem,
  type CheckedOnly,
  type CheckedOpen,
  type IsRequired,
  isRecord,
  isWhole,
  makeOnly,
  type NoRecord,
} from './only-tensor.js';
import type { ByName, ByNameToo, FirstFault, GivenFor, HasAll, Keys, LengthOf, NameOf } from './per-output.js';

/** The words in messages for the names that data can be given by. */
const names = { inputs: 'names of inputs', targets: 'names of outputs' } as const;

/** Data for the inputs of a model, or the message that says why it does not fit, in place of what is to blame. */
export type CheckedInputs<Given, Inputs, Argument extends string, Amount extends Extent = 'samples'> = CheckedData<
  Given,
  Inputs,
  Argument,
  'inputs',
  Amount,
  null
>;

/**
 * Targets for the outputs of a model and its losses, as far as they are known. Where they are not known, targets of both kinds
 * pass, and any of them may be missing.
 */
export type CheckedTargets<
  Given,
  Outputs,
  Argument extends string,
  Losses = unknown,
  Amount extends Extent = 'samples',
> = CheckedData<Given, Outputs, Argument, 'targets', Amount, Losses>;

type CheckedData<
  Given,
  Tensors,
  Argument extends string,
  For extends Role,
  Amount extends Extent,
  Losses,
> = Tensors extends SymbolicTensor
  ? Given extends tf.Tensor | TypedArray | readonly unknown[]
    ? CheckedOnly<Given, Tensors, Argument, For, Amount, GivenFor<Losses, never, NameOf<Tensors>>>
    : Given extends NoRecord<For>
      ? NotData<Given, Argument>
      : CheckedByKey<Given, ByName<Tensors>, Argument, For, Amount, Losses>
  : Given extends tf.Tensor | TypedArray
    ? Fill<typeof dataForm, { argument: Argument; expected: Wanted<Tensors>; received: 'one tensor' }>
    : Given extends NoRecord<For>
      ? Fill<typeof dataForm, { argument: Argument; expected: Wanted<Tensors>; received: Described<Given> }>
      : IsOpen<Tensors> extends true
        ? CheckedOpen<Given, ItemOf<Tensors>, Argument, For, Amount, Losses>
        : Given extends readonly unknown[]
          ? CheckedByKey<Given, Tensors, Argument, For, Amount, Losses>
          : CheckedByKey<Given, ByName<Tensors>, Argument, For, Amount, ByNameToo<Losses, Tensors>>;

/** The form of data for several tensors. */
export type Wanted<Tensors> = Tensors extends { readonly length: infer Count extends number }
  ? `a list of ${Count}`
  : 'data by name';

type CheckedByKey<Given, Tensors, Argument extends string, For extends Role, Amount extends Extent, Losses> = [
  keyof Tensors,
] extends [never]
  ? NotData<Given, Argument>
  : Given extends readonly unknown[]
    ? number extends Given['length']
      ? Given
      : Given['length'] extends LengthOf<Tensors>
        ? CheckedItems<Given, Tensors, Argument, For, Amount, Losses>
        : Fill<
            typeof dataForm,
            { argument: Argument; expected: Wanted<Tensors>; received: `a list of ${Given['length']}` }
          >
    : true extends HasAll<Given, Tensors, RequiredKeys<Tensors, For, Losses>>
      ? CheckedItems<Given, Tensors, Argument, For, Amount, Losses>
      : Fill<
          typeof dataForm,
          {
            argument: Argument;
            expected: `${Exclude<RequiredKeys<Tensors, For, Losses>, Keys<Given>>}`;
            received: 'nothing for it';
          }
        >;

type CheckedItems<
  Given,
  Tensors,
  Argument extends string,
  For extends Role,
  Amount extends Extent,
  Losses,
> = FirstFault<
  Given,
  {
    [Key in keyof Given]: Key extends keyof Tensors
      ? CheckedItem<
          Given[Key],
          Tensors[Key],
          `${Argument}.${Key & string}`,
          For,
          Amount,
          GivenFor<Losses, Key, Tensors extends readonly unknown[] ? NameOf<Tensors[Key]> : Key>
        >
      : Fill<typeof dataForm, { argument: Argument; expected: (typeof names)[For]; received: Key & string }>;
  }
>;

type RequiredKeys<Tensors, For extends Role, Losses> = For extends 'inputs'
  ? Keys<Tensors>
  : {
      [Key in Keys<Tensors>]: IsRequired<For, GivenFor<Losses, Key, Key>> extends true ? Key : never;
    }[Keys<Tensors>];

/** Data as tensors, and which of them have been made here and have to be freed here. */
export interface Materialized {
  /** By the place of the tensor that the data is for; `undefined` where none is given and none needed. */
  readonly tensors: readonly (tf.Tensor | undefined)[];
  readonly owned: readonly tf.Tensor[];
  /** The sizes for which the names in shapes stand. */
  readonly sizes: NameBinder;
}

/**
 * Data for some tensors of a model, as tensors: given as tensors, typed arrays or nested arrays; one alone, in a list, or by
 * name.
 *
 * @param inputs The inputs that targets are for: the number of samples tells class indices in a typed array from one-hot vectors.
 * @throws DataError naming the argument where something is missing, surplus, or does not fit; then nothing is left behind.
 */
export function materialize(
  argument: string,
  given: unknown,
  slots: Slots,
  role: Role,
  extent: Extent,
  inputs?: Materialized,
): Materialized {
  const owned: tf.Tensor[] = [];
  const sizes = inputs?.sizes ?? nameBinder(DataError);
  const make = (name: string, value: unknown, slot: Slot): tf.Tensor => {
    const tensor = toTensor(name, value, slot, role, extent, inputs?.tensors[0]?.shape[0]);
    if (tensor !== value) owned.push(tensor);
    if (slot.loss?.targetKind !== 'labelSequences') sizes.add([name, name], tensor.shape, slot.shape);
    return tensor;
  };
  const isMissing = (value: unknown): boolean => value === undefined || value === null;
  try {
    const [only] = slots.items;
    if (slots.items.length === 1 && only?.isOptional && isMissing(given)) return { tensors: [undefined], owned, sizes };
    if (slots.structure === 'one' && only !== undefined && isWhole(given)) {
      return { tensors: [makeOnly(argument, given, only, make)], owned, sizes };
    }
    const tensors = pick(argument, given, slots, role).map(([name, value], index) => {
      const slot = slots.items[index] as Slot;
      return slot.isOptional && isMissing(value) ? undefined : make(name, value, slot);
    });
    return { tensors, owned, sizes };
  } catch (error) {
    tf.dispose(owned);
    throw error;
  }
}

/** What is given for each tensor, with the words for it in errors. */
function pick(
  argument: string,
  given: unknown,
  { structure, items }: Slots,
  role: Role,
): readonly (readonly [string, unknown])[] {
  const keys = keysOf(structure);
  if (Array.isArray(given) && structure !== 'one' && 'length' in structure) {
    if (given.length !== keys.length) rejectForm(argument, `a list of ${keys.length}`, describe(given));
    return Array.from(given, (value, index) => [`${argument}.${index}`, value]);
  }
  if (!isRecord(given)) {
    if (Array.isArray(given) && structure !== 'one') rejectForm(argument, names[role], '0');
    const wanted = structure !== 'one' && 'names' in structure ? 'data by name' : `a list of ${keys.length}`;
    const expected = structure === 'one' ? wholeForms : wanted;
    return rejectForm(argument, expected, given instanceof tf.Tensor ? 'one tensor' : describe(given));
  }
  const wanted = structure !== 'one' && 'names' in structure ? structure.names : items.map(({ name }) => name);
  const surplus = Object.keys(given).find((key) => !wanted.includes(key));
  if (surplus !== undefined) rejectForm(argument, names[role], surplus);
  return wanted.map((name, index) => {
    if (Object.hasOwn(given, name)) {
      return [`${argument}.${name}`, (given as { readonly [name: string]: unknown })[name]];
    }
    if (items[index]?.isOptional) return [`${argument}.${name}`, undefined];
    return rejectForm(argument, name, 'nothing for it');
  });
}
