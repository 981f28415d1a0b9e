import type { ExpectedNumber, GivenNumber } from './given.js';
import type { GivenOptions } from './given-options.js';

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
  options?: GivenOptions<Who, Given[Positional['length']], Options, Numbers>,
];

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
      : Item | GivenOptions<Who, Exclude<Given, undefined>, Options, Numbers>;
