import type { ExpectedNumber, GivenNumber } from './given.js';
import type { GivenOptions, NoOptions } from './given-options.js';

/**
 * The arguments of a class whose options may come by position, which `Given` infers: what an argument is, and an object of
 * options, are checked as in {@link GivenOptions}.
 *
 * @typeParam Positional the positional arguments, with their names and types.
 * @typeParam Names the names of these options.
 * @typeParam Numbers which numbers are expected, by the names of options.
 * @typeParam Given what is given, one after the other.
 */
export type GivenArguments<
  Who extends string,
  Positional extends readonly unknown[],
  Names extends readonly string[],
  Options,
  Numbers,
  Given extends readonly unknown[],
> = [
  ...{
    [Index in keyof Positional]?: GivenArgument<
      Who,
      Names[Index & keyof Names],
      Positional[Index],
      Options,
      Numbers,
      Given[Index & keyof Given]
    >;
  },
  options?: GivenRest<Who, Given[Positional['length']], Options, Numbers>,
];

/**
 * How what is made of options alone is called: initializers, regularizers and constraints.
 *
 * @typeParam Made what a call gives; the others are those of {@link GivenArguments}.
 */
export type MadeOfArguments<
  Made,
  Who extends string,
  Positional extends readonly unknown[],
  Names extends readonly string[],
  Options,
  Numbers,
> = <const First = object, const Second = object, const Third = object, const Fourth = object, const Fifth = object>(
  /** The positional options in order, then an object with the others; or an object with all options. */
  ...given: GivenArguments<Who, Positional, Names, Options, Numbers, [First, Second, Third, Fourth, Fifth]>
) => Made;

type GivenRest<Who extends string, Given, Options, Numbers> = string extends keyof Given // The options of what another has made.
  ? Given
  : GivenOptions<Who, Given, Options, Numbers>;

type GivenArgument<Who extends string, Name, Item, Options, Numbers, Given> = [Given] extends [never]
  ? Given
  : [Given] extends [Item | undefined]
    ? [Name] extends [never]
      ? Item
      : Name extends keyof Numbers
        ? GivenNumber<`${Who}: ${Name & string}`, Numbers[Name] & ExpectedNumber, Given> | Exclude<Item, number>
        : Item
    : string extends keyof Given // The options of what another has made.
      ? Item | Given
      : [Given] extends [NoOptions | Primitive]
        ? Item | GivenOptions<Who, Exclude<Given, undefined>, Options, Numbers>
        : GivenOptions<Who, Exclude<Given, undefined>, Options, Numbers>;

type Primitive = string | number | bigint | boolean | symbol | null | undefined;

/**
 * The same for a class that requires the options in `Required`, by position: where that is one, the first argument may also be an
 * object with all options.
 */
export type RequiredArguments<
  Who extends string,
  Positional extends readonly unknown[],
  Names extends readonly string[],
  Options,
  Required extends keyof Options,
  Numbers,
  Given extends readonly unknown[],
> = [
  ...{
    [Index in keyof Positional]: Positional['length'] extends 1
      ? GivenArgument<Who, Names[0], Positional[Index], Options, Numbers, Given[0]>
      : GivenItem<Who, Names[Index & keyof Names], Positional[Index], Numbers, Given[Index & keyof Given]>;
  },
  options?: GivenOptions<
    Who,
    Given[Positional['length']],
    Omit<Options, Required> & { readonly [Name in Required]?: Twice<Who, Name> },
    Omit<Numbers, Required>
  >,
];

type GivenItem<Who extends string, Name, Item, Numbers, Given> = [Given] extends [never]
  ? Given
  : [Given] extends [Item]
    ? Name extends keyof Numbers
      ? GivenNumber<`${Who}: ${Name & string}`, Numbers[Name] & ExpectedNumber, Given> | Exclude<Item, number>
      : Item
    : Item;

type Twice<
  Who extends string,
  Name,
> = `${Who}: ${Name & string} expects one value (received it by position and as an option)`;

/** The option `name` among what is given, and `Otherwise` where there is none. */
export type NameAmong<Given extends readonly unknown[], Otherwise extends string> = [NameIn<Given[number]>] extends [
  never,
]
  ? Otherwise
  : [NameIn<Given[number]>] extends [string]
    ? NameIn<Given[number]>
    : string;

type NameIn<Item> = Item extends unknown ? ('name' extends keyof Item ? Item['name'] : never) : never;
