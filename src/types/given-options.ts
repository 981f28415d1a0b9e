import type { ExpectedNumber, GivenNumber, IsAny, NotExpected, Unexpected } from './given.js';
import type { ShapedBy } from './shape-function.js';

// Objects of options that run time rejects, as arguments: see `given.ts`. In the place of an option that does not fit, or that
// there is not, there is the sentence of run time; so it is in the place of what is no object of options.

/**
 * An object of options, which `Given` infers.
 *
 * Where all fits it is `Options`, so that the compiler knows the names of options and completes them. `Given` costs nothing
 * where a call gives no options.
 *
 * @typeParam Options the options as documented.
 * @typeParam Numbers which numbers are expected, by the names of options, where they have bounds.
 *
 * @example
 * declare function Scale<const Given = object>(options?: GivenOptions<'Scale', Given, ScaleOptions>): Layer;
 * Scale({ initializer: 'once' }); // Scale: initializer expects an initializer (received 'once')
 * Scale({ factr: 2 }); // Scale expects options that it has (received 'factr', did you mean 'factor'?)
 */
export type GivenOptions<Who extends string, Given, Options> = [Given] extends [never]
  ? Given // From here it is inferred.
  : true extends ([Given, keyof Given] extends [Options, keyof Options] ? false : true)
    ? AsExpected<Who, Given, Options>
    : Options;

/**
 * The same for options among which there are numbers with bounds.
 *
 * @typeParam Numbers which numbers are expected, by the names of options.
 *
 * @example
 * declare function Optimizer<const Given = object>(
 *   options?: GivenNumbers<'Optimizer', Given, OptimizerOptions, { momentum: 'a number from 0 to 1' }>,
 * ): Optimizer;
 * Optimizer({ momentum: 2 }); // Optimizer: momentum expects a number from 0 to 1 (received 2)
 */
export type GivenNumbers<Who extends string, Given, Options, Numbers> = [Given] extends [never]
  ? Given
  : true extends (
        [Given, keyof Given] extends [Options, keyof Options]
          ? IsAnyOption<Given, Numbers, keyof Given & keyof Numbers>
          : true
      )
    ? AsExpected<Who, Given, Options, Numbers>
    : Options;

type IsAnyOption<Given, Numbers, Names extends keyof Given & keyof Numbers> = Names extends unknown
  ? IsAny<Given[Names], Unexpected[Numbers[Names] & ExpectedNumber]>
  : false;

/** Options with a sentence in the place of each that is wrong. */
type AsExpected<Who extends string, Given, Options, Numbers = object> = [Given] extends [NoOptions]
  ? NotExpected<Who, 'an object of options', Given>
  : [Given] extends [object]
    ? {
        [Name in keyof Options]: Name extends keyof Given
          ? Option<Who, Name, Given[Name], Options, Numbers>
          : Options[Name];
      } & {
        readonly [Name in keyof Given as Exclude<Name, keyof Options>]: NoOption<
          Who,
          Name & string,
          keyof Options & string
        >;
      }
    : NotExpected<Who, 'an object of options', Given>;

/** Objects that are something else than options. */
export type NoOptions = readonly unknown[] | ShapedBy | ((...given: never) => unknown) | { readonly producer: unknown };

/** The sentence about an option that there is not. */
export type NoOption<
  Who extends string,
  Name extends string,
  Names extends string,
> = `${Who} expects options that it has (received '${Name}'${DidYouMean<Nearest<Name, Names>>})`;

type DidYouMean<Name extends string> = [Name] extends [never] ? '' : `, did you mean '${Name}'?`;

/** The one of some names that was probably meant; `never` if it is not clear. */
type Nearest<Given extends string, Names extends string> = Single<
  Names extends unknown ? (IsNear<Plain<Given>, Plain<Names>> extends true ? Names : never) : never
>;

type Single<Name, Each extends Name = Name> = [Name] extends [never]
  ? never
  : Each extends unknown
    ? [Name] extends [Each]
      ? Each
      : never
    : never;

/** A name in small letters, without what stands between words. */
type Plain<Name extends string> = Name extends `${infer First}${'_' | '-'}${infer Rest}`
  ? Plain<`${First}${Rest}`>
  : Lowercase<Name>;

/** Whether two words differ in one letter at most, or in the order of two. */
type IsNear<Left extends string, Right extends string> = Left extends Right
  ? true
  : Left extends `${infer LeftFirst}${infer LeftRest}`
    ? Right extends `${infer RightFirst}${infer RightRest}`
      ? LeftFirst extends RightFirst
        ? IsNear<LeftRest, RightRest>
        : Left extends RightRest
          ? true
          : LeftRest extends Right | RightRest
            ? true
            : LeftRest extends `${RightFirst}${infer After}`
              ? RightRest extends `${LeftFirst}${After}`
                ? true
                : false
              : false
      : LeftRest extends ''
        ? true
        : false
    : Right extends `${infer _}${infer Rest}`
      ? Rest extends ''
        ? true
        : false
      : true;

type Option<Who extends string, Name extends keyof Options, Given, Options, Numbers> = [Given] extends [Options[Name]]
  ? Name extends keyof Numbers
    ? GivenNumber<`${Who}: ${Name & string}`, Numbers[Name] & ExpectedNumber, Given>
    : Given
  : [KindOf<Name>] extends [never]
    ? Options[Name]
    : [Given] extends [''] // What an editor finds where a name is to be completed.
      ? Options[Name]
      : NotExpected<`${Who}: ${Name & string}`, KindOf<Name>, Given>;

/** What options of these names are expected to be, in every class that has them; `never` for others. */
type KindOf<Name> = Name extends `${string}ctivation`
  ? 'an activation'
  : Name extends `${string}nitializer`
    ? 'an initializer'
    : Name extends `${string}egularizer`
      ? 'a regularizer'
      : Name extends `${string}onstraint`
        ? 'a constraint'
        : never;
