import type { Last } from 'ts-toolbelt/out/Union/Last.js';
import type { DataError, ShapeError } from '../errors.js';
import { type Common, common } from './dimension.js';
import { type Fill, fill, type Mismatch } from './mismatch.js';
import { type Minus, minus, type Plus, plus, type Quotient, quotient, type Scaled, scaled } from './named-size.js';
import type { Dimension, Shape, ShowDimension } from './shape.js';
import type { IsSingle } from './single.js';
import { type Open, type Parts, parts, type Rounding } from './size-names.js';

// Names in the shapes of a model's inputs stand for the sizes of the tensors that it is called on, or fed: each for one size.

const otherSize = '{argument} expects {name} to be {earlier}, as in {first} (received {later})';

/** The sizes for which names stand. */
export type Names = ReadonlyMap<string, Dimension>;

/** A shape with the sizes for which its names stand. */
export type BoundShape<Dimensions, Bound> = {
  -readonly [Axis in keyof Dimensions]: BoundSize<Dimensions[Axis], Bound>;
};

type BoundSize<Size, Bound> = Size extends string
  ? Parts<Size> extends [infer Name extends keyof Bound, infer Own, infer Count extends number]
    ? Computed<Bound[Name] & Dimension, Own, Count>
    : Size
  : Size;

type Computed<Size extends Dimension, Own, Count extends number> = Own extends '+'
  ? Plus<Size, Count>
  : Own extends '*'
    ? Scaled<Size, Count>
    : NotEmpty<Own extends Rounding ? Quotient<Size, Count, Own> : Minus<Size, Count>>;

/** (What fails when it is run is not known before.) */
type NotEmpty<Size> = [Size] extends [never] ? null : [Size] extends [0] ? null : Size;

/** The same at run time. */
export function boundShape(dimensions: Shape, bound: Names): Shape {
  return dimensions.map((size) => {
    if (typeof size !== 'string') return size;
    const [name, own, count] = parts(size);
    const given = bound.get(name);
    return given === undefined ? size : computed(given, own, count);
  });
}

function computed(size: Dimension, own: ReturnType<typeof parts>[1], count: number): Dimension {
  if (own === '+') return plus(size, count);
  if (own === '*') return scaled(size, count);
  const found = own === '-' ? minus(size, count) : quotient(size, count, own);
  return typeof found === 'number' && found < 1 ? null : found;
}

/**
 * The sizes for which names stand, or a mismatch where one would stand for two.
 *
 * @typeParam Given the shapes of the tensors, by the keys of the inputs.
 * @typeParam Wanted the shapes of the inputs, by their keys.
 */
export type BoundNames<Given, Wanted, Name = NameIn<Wanted[keyof Wanted]>> = string extends Name
  ? Unbound<string>
  : [ClashingName<Given, Wanted, Name>] extends [never]
    ? { [Each in Name & string]: Common<SizesNamed<Given, Wanted, Each>> }
    : OtherSize<Given, Wanted, Last<ClashingName<Given, Wanted, Name>>>;

/** Names that stand for sizes that the compiler does not know. */
export type Unbound<Name extends string> = Readonly<Record<Name, Open>>;

/** The names in a shape. */
export type NameIn<Dimensions> = Dimensions extends Shape ? Extract<Dimensions[number], string> : never;

/** The sizes for which a name stands, by the keys of the inputs. */
type ByKey<Given, Wanted, Name> = { [Key in keyof Wanted]: OnAxesNamed<Given[Key & keyof Given], Wanted[Key], Name> };

type OnAxesNamed<Given, Wanted, Name> = {
  [Axis in keyof Wanted]: Wanted[Axis] extends Name ? Given[Axis & keyof Given] : never;
} extends infer Sizes extends Shape
  ? Sizes[number]
  : never;

type SizesNamed<Given, Wanted, Name> = ByKey<Given, Wanted, Name>[keyof Wanted];

type ClashingName<Given, Wanted, Name> = Name extends unknown
  ? Clashes<SizesNamed<Given, Wanted, Name>> extends true
    ? Name
    : never
  : never;

type Clashes<Sizes> = [IsSingle<Extract<Sizes, number>>, IsSingle<Extract<Sizes, string>>] extends [true, true]
  ? false
  : true;

type OtherSize<Given, Wanted, Name> = ClashIn<ByKey<Given, Wanted, Name>, Name>;

/**
 * The last input with the name is to blame, for any earlier one that differs. (The keys of a record have no order in types: of
 * these, it is the last one in the order of the compiler, where run time blames the one that was given last.)
 */
type ClashIn<Sizes, Name, Later extends keyof Sizes = Last<KeysWith<Sizes>> & keyof Sizes> = ClashWith<
  Sizes,
  Name,
  Later,
  Last<{ [Key in keyof Sizes]: Clashes<Sizes[Key] | Sizes[Later]> extends true ? Key : never }[keyof Sizes]>
>;

type ClashWith<Sizes, Name, Later extends keyof Sizes, Earlier> = Mismatch<
  Fill<
    typeof otherSize,
    {
      argument: `model: input ${Later & string}`;
      name: Name & string;
      earlier: ShowDimension<Exclude<Sizes[Earlier & keyof Sizes], null> & Dimension>;
      first: `input ${Earlier & string}`;
      later: ShowDimension<Exclude<Sizes[Later], null> & Dimension>;
    }
  >,
  Later & string
>;

type KeysWith<Sizes> = { [Key in keyof Sizes]: [Exclude<Sizes[Key], null>] extends [never] ? never : Key }[keyof Sizes];

/** Finds the sizes for which names stand, one tensor after the other. */
export interface NameBinder {
  readonly names: Names;
  /**
   * Adds a tensor.
   *
   * @param argument The tensor in the words of messages, as an argument and as an earlier one.
   * @throws if a name stands for another size already.
   */
  add(argument: readonly [here: string, there: string], sizes: Shape, dimensions: Shape): void;
}

/** @param Failure The class of its errors. */
export function nameBinder(Failure: typeof ShapeError | typeof DataError): NameBinder {
  const names = new Map<string, Dimension>();
  const firsts = new Map<string, { readonly size: Dimension; readonly there: string }>();
  return { names, add };

  function add([here, there]: readonly [string, string], sizes: Shape, dimensions: Shape): void {
    for (const [axis, dimension] of dimensions.entries()) {
      const size = sizes[axis];
      if (typeof dimension !== 'string' || size === undefined) continue;
      const [name, , count] = parts(dimension);
      const place = `${name} ${typeof size}`;
      const first = firsts.get(place) ?? { size, there };
      const wanted = count === 0 ? first.size : boundShape([dimension], names)[0];
      if (typeof wanted === typeof size && wanted !== size) {
        const values = { argument: here, name: dimension, earlier: wanted ?? null, first: first.there, later: size };
        throw new Failure(fill(otherSize, values));
      }
      if (count !== 0) continue;
      firsts.set(place, first);
      names.set(name, common([size, ...(names.has(name) ? [names.get(name) as Dimension] : [])]));
    }
  }
}
