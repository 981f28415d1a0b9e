import type { AttributeProto, GraphProto } from './messages.js';

/** The value of an attribute of a node: whole numbers are written as integers, save where they are marked as floats. */
export type Attribute =
  | number
  | string
  | { readonly float: number }
  | { readonly graph: GraphProto }
  | readonly number[]
  | readonly string[];

/** Attributes by name; those that are `undefined` are left out. */
export interface Attributes {
  readonly [name: string]: Attribute | undefined;
}

/** The numbers of `AttributeProto.AttributeType`. */
const types = { float: 1, int: 2, string: 3, graph: 5, ints: 7, strings: 8 } as const;

export function writtenAttributes(attributes: Attributes): readonly AttributeProto[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, ...written(value) }],
  );
}

function written(value: Attribute): Omit<AttributeProto, 'name'> {
  if (typeof value === 'number') return { type: types.int, i: value };
  if (typeof value === 'string') return { type: types.string, s: value };
  if ('float' in value) return { type: types.float, f: value.float };
  if ('graph' in value) return { type: types.graph, g: value.graph };
  return isStrings(value) ? { type: types.strings, strings: value } : { type: types.ints, ints: value };
}

function isStrings(value: readonly number[] | readonly string[]): value is readonly string[] {
  return typeof value[0] === 'string';
}
