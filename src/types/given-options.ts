import type { SpatialRank } from './data-format.js';
import type { ExpectedNumber, IsAny, NotExpected, Unexpected } from './given.js';
import type { IsNotPerAxis } from './given-lists.js';
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
 * Scale({ momentum: 2 }); // Scale: momentum expects a number from 0 to 1 (received 2)
 */
export type GivenOptions<Who extends string, Given, Options, Numbers = OptionNumbers> = [Given] extends [never]
  ? Given // From here it is inferred.
  : true extends (
        [Given, keyof Given] extends [Options, keyof Options]
          ? IsAnyOption<Given, Numbers, keyof Given & keyof Numbers>
          : true
      )
    ? AsExpected<Who, Given, Options, Numbers>
    : Options;

/** What numbers are expected to be in layers, by the names of options; some classes differ in some of them. */
export interface OptionNumbers {
  readonly additionFactor: 'a number from 0 to 1, or two';
  readonly attentionAxes: 'an integer, or a list of different ones';
  readonly axis: 'an integer, or a list of different ones';
  readonly depthMultiplier: 'a positive integer';
  readonly dropout: 'a number from 0 to 1';
  readonly epsilon: 'a number that is 0 or more';
  readonly groups: 'a positive integer';
  readonly inputLength: 'a positive integer';
  readonly l1: 'a number that is 0 or more';
  readonly l2: 'a number that is 0 or more';
  readonly maskToken: 'a value that may be in the vocabulary';
  readonly maxTokens: 'an integer from 2';
  readonly maxValue: 'a number that is 0 or more';
  readonly momentum: 'a number from 0 to 1';
  readonly negativeSlope: 'a number that is 0 or more';
  readonly ngrams: 'an integer from 1';
  readonly numBins: 'a positive integer';
  readonly numOovIndices: 'an integer from 0';
  readonly oovToken: 'a value that may be in the vocabulary';
  readonly outputSequenceLength: 'an integer from 1';
  readonly outputShape: 'a positive integer, or a list of them';
  readonly powerIterations: 'an integer from 1';
  readonly renormMomentum: 'a number from 0 to 1';
  readonly salt: 'an integer, or a list of two';
  readonly seed: 'an integer from 0 to 2^32 - 1';
  readonly slidingWindow: 'a positive integer';
  readonly threshold: 'a number that is 0 or more';
  readonly thresholdFactor: 'a number from 0 to 1, or two';
  readonly valueDim: 'a positive integer';
  readonly vocabularySize: 'an integer from 0';
}

declare const numbersFirst: unique symbol;

/** Which numbers are expected in classes that ask first whether options are numbers. */
export interface NumbersFirst {
  readonly [numbersFirst]: true;
}

/** The same in layers over `Rank` spatial axes. */
export interface SpatialNumbers<Rank extends SpatialRank> extends OptionNumbers {
  readonly dilationRate: `a positive integer, or a list of ${Rank}`;
  readonly outputPadding: `an integer from 0, or a list of ${Rank}`;
  readonly strides: `a positive integer, or a list of ${Rank}`;
}

/** These, but for some of a class. */
export type NumbersBut<Exceptions> = Omit<OptionNumbers, keyof Exceptions> & Exceptions;

type IsAnyOption<Given, Numbers, Names extends keyof Given & keyof Numbers> = Names extends unknown
  ? IsWrong<Numbers[Names], Given[Names]>
  : false;

/** Whether some branch of an option is a number, or a list for the axes of a class, that is not expected. */
type IsWrong<Expected, Given> = Expected extends ExpectedNumber
  ? IsAny<Given, Unexpected[Expected]>
  : Expected extends `${infer Each extends ExpectedNumber}, or a list of ${infer Rank extends SpatialRank}`
    ? IsNotPerAxis<Given, Rank, Unexpected[Each]>
    : false;

/** Options with a sentence in the place of each that is wrong. */
type AsExpected<Who extends string, Given, Options, Numbers> = [Given] extends [NoOptions]
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
export type NoOptions =
  | readonly unknown[]
  | ShapedBy
  | ((...given: never) => unknown)
  | { readonly producer: unknown }
  | { readonly dataId: unknown };

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

type Option<Who extends string, Name extends keyof Options, Given, Options, Numbers> = Name extends keyof Numbers
  ? true extends IsWrong<Numbers[Name], Given>
    ? NotExpected<`${Who}: ${Name & string}`, InWords<Numbers[Name]>, Given>
    : [Given] extends [Options[Name]]
      ? Given
      : [Given] extends [number | readonly unknown[]] // What is wrong is said by the option itself.
        ? Options[Name]
        : Name extends 'learningRate' // Which may be a schedule, too.
          ? Options[Name]
          : NotExpected<
              `${Who}: ${Name & string}`,
              [Numbers, Exclude<Options[Name], undefined>] extends [NumbersFirst, number]
                ? 'a number'
                : InWords<Numbers[Name]>,
              Given
            >
  : [Given] extends [Options[Name]]
    ? Given
    : [KindOf<Name>] extends [never]
      ? Options[Name]
      : [Given] extends [''] // What an editor finds where a name is to be completed.
        ? Options[Name]
        : NotExpected<`${Who}: ${Name & string}`, KindOf<Name>, Given>;

/** A conditional type, as the compiler would spell out the sentences of all names and words. */
type InWords<Expected> = Expected extends string ? Expected : never;

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
