import type { ArrayType, ArrayValues, NumberArray, WritableArray } from './named-array.js';

/** The value of an attribute: `null` where it has a name and a type, but no value. */
export type Hdf5Value = string | number | boolean | readonly string[] | NumberArray | null;

/** The attributes of an object, without a prototype. Those of types that are not numbers, booleans or strings are left out. */
export type Hdf5Attributes = Readonly<Record<string, Hdf5Value>>;

/** A group of an HDF5 file, of datasets that have been read. */
export interface Hdf5Group<Dataset = Hdf5Dataset> {
  readonly kind: 'group';
  readonly attributes: Hdf5Attributes;
  readonly members: ReadonlyMap<string, Hdf5Group<Dataset> | Dataset>;
}

/** A group to be written. */
export type NewHdf5Group = Hdf5Group<NewHdf5Dataset>;

interface Dataset {
  readonly kind: 'dataset';
  readonly shape: readonly number[];
  readonly attributes: Hdf5Attributes;
}

/** A dataset of numbers, which costs nothing until it is read. */
export interface Hdf5Numbers extends Dataset {
  readonly dtype: ArrayType;
  /** The elements in row-major order. They share the memory of the file where its bytes are as they are needed. */
  readonly read: () => ArrayValues[ArrayType];
}

/** A dataset of strings. */
export interface Hdf5Strings extends Dataset {
  readonly dtype: 'string';
  readonly read: () => readonly string[];
}

/** A dataset of numbers to be written. */
export interface NewHdf5Numbers {
  readonly kind: 'dataset';
  readonly dtype: ArrayType;
  readonly array: WritableArray;
  readonly attributes: Hdf5Attributes;
}

/** A dataset to be written. */
export type NewHdf5Dataset = NewHdf5Numbers | Hdf5Strings;

/** A dataset of an HDF5 file. `dtype` tells what `read` returns. */
export type Hdf5Dataset = Hdf5Numbers | Hdf5Strings;

/** Attributes without a prototype, so that no name means anything else. */
export function hdf5Attributes(values: Readonly<Record<string, Hdf5Value>>): Hdf5Attributes {
  return Object.freeze(Object.assign(Object.create(null), values));
}

/**
 * A group to be written.
 *
 * @example
 * hdf5Group({ dense: hdf5Group({ 0: hdf5Dataset(kernel), 1: hdf5Dataset(bias) }) }, { name: 'model' });
 */
export function hdf5Group(
  members: Readonly<Record<string, NewHdf5Group | NewHdf5Dataset>> | ReadonlyMap<string, NewHdf5Group | NewHdf5Dataset>,
  attributes: Readonly<Record<string, Hdf5Value>> = {},
): NewHdf5Group {
  const map = members instanceof Map ? members : new Map(Object.entries(members));
  return { kind: 'group', attributes: hdf5Attributes(attributes), members: map };
}

/**
 * A group to be written, of members by their paths in it.
 *
 * @example
 * hdf5Tree([['dense/kernel', hdf5Dataset(kernel)], ['dense/bias', hdf5Dataset(bias)]]);
 */
export function hdf5Tree(
  members: Iterable<readonly [path: string, member: NewHdf5Group | NewHdf5Dataset]>,
  attributes: Readonly<Record<string, Hdf5Value>> = {},
): NewHdf5Group {
  const direct = new Map<string, NewHdf5Group | NewHdf5Dataset>();
  const inner = new Map<string, (readonly [path: string, member: NewHdf5Group | NewHdf5Dataset])[]>();
  for (const [path, member] of members) {
    const end = path.indexOf('/');
    if (end < 0) direct.set(path, member);
    else {
      const name = path.slice(0, end);
      const list = inner.get(name);
      if (list === undefined) inner.set(name, [[path.slice(end + 1), member]]);
      else list.push([path.slice(end + 1), member]);
    }
  }
  for (const [name, list] of inner) direct.set(name, hdf5Tree(list));
  return hdf5Group(direct, attributes);
}

/** A dataset to be written, of an array of numbers. */
export function hdf5Dataset(
  array: WritableArray,
  attributes: Readonly<Record<string, Hdf5Value>> = {},
): NewHdf5Numbers {
  return { kind: 'dataset', dtype: array.dtype, array, attributes: hdf5Attributes(attributes) };
}

/** The most names in one attribute: the header of an object, which holds 64 KiB, has 16 bytes for each. */
const mostNames = 4000;

/**
 * Attributes that hold a list of names, as Keras splits it: `weight_names`, or `weight_names0`, `weight_names1`, ...
 * where it is too long for one attribute.
 */
export function nameListAttributes(name: string, names: readonly string[]): Hdf5Attributes {
  if (names.length <= mostNames) return hdf5Attributes({ [name]: names });
  const parts = Array.from({ length: Math.ceil(names.length / mostNames) }, (_, part) => [
    `${name}${part}`,
    names.slice(part * mostNames, (part + 1) * mostNames),
  ]);
  return hdf5Attributes(Object.fromEntries(parts));
}

/** The list of names that attributes hold in one part or in several; `undefined` where there is none. */
export function nameListOf(attributes: Hdf5Attributes, name: string): readonly string[] | undefined {
  const whole = namesIn(attributes[name]);
  if (whole !== undefined) return whole;
  const names: string[] = [];
  for (let part = 0; ; part++) {
    const more = namesIn(attributes[`${name}${part}`]);
    if (more === undefined) return part === 0 ? undefined : names;
    names.push(...more);
  }
}

/** NumPy makes an array of numbers of an empty list of names. */
function namesIn(value: Hdf5Value | undefined): readonly string[] | undefined {
  if (typeof value === 'object' && value !== null && 'values' in value && 'dtype' in value) {
    return value.values.length === 0 ? [] : undefined;
  }
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}
