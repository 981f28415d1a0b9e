import type { Received } from '../errors.js';
import type { ShapedBy } from './shape-function.js';
import type { NoName } from './size-names.js';

// Arguments that run time rejects whatever else the program does. Where one is a literal, the compiler finds the sentence
// of run time in the place of the parameter's type, and marks the argument, or the name of the option. What is not a literal
// passes, to be checked at run time; a union passes only if each of its branches does. The words are those of the checks in
// `src/arguments`, whose twins these types are.
//
// A wildcard, which stands for a type parameter, has to fit: it is asked for first.

/**
 * The size of an axis, or how often something is repeated; `Who` names the argument.
 *
 * @example
 * declare function Repeat<const Count extends number>(count: GivenSize<'Repeat: count', Count>): Repeated<Count>;
 * Repeat(0); // Repeat: count expects a positive integer (received 0)
 */
export type GivenSize<Who extends string, Given extends number> = true extends (
  [WrongSize<Given>] extends [never]
    ? false
    : true
)
  ? NotExpected<Who, 'a positive integer', WrongSize<Given>>
  : Given;

/** The branches of a number that are no sizes, and those of a text that are no names of sizes. */
export type WrongSize<Given> = Given extends number
  ? `${Given}` extends NoSize
    ? Given
    : never
  : Given extends NoName
    ? Given
    : never;

/**
 * A number of which the words say what it may be: `GivenNumber<'Dropout: rate', 'a number from 0 to 1', Rate>`.
 */
export type GivenNumber<Who extends string, Expected extends ExpectedNumber, Given> =
  true extends IsAny<Given, Unexpected[Expected]>
    ? NotExpected<Who, Expected, Impossible<Given, Unexpected[Expected]>>
    : Given;

/** What numbers are expected to be, in the words of run time, and the numerals of what they are not. */
export interface Unexpected {
  readonly 'a positive integer': NoSize;
  readonly 'an integer': Broken;
  readonly 'an integer, or null': Broken;
  readonly 'an integer, or a list of different ones': Broken;
  readonly 'an integer, or a list of them': Broken;
  readonly 'an integer, or a list of two': Broken;
  readonly 'an integer, or a list of 2': Broken;
  readonly '-1, the last':
    | Exclude<NoSize, `-${string}`>
    | `${Digit}${string}`
    | `-${Exclude<Digit, '1'>}${string}`
    | `-1${Digit | '0'}${string}`;
  readonly 'an integer other than 0, the batch': Broken | '0';
  readonly '0 or 1': Exclude<NoSize, '0'> | Exclude<Digit, '1'> | `${Digit}${number}`;
  readonly "'epoch' or a positive integer": NoSize;
  readonly "'epoch', 'batch' or a positive integer": NoSize;
  readonly 'a string, an integer or null': Broken;
  readonly 'a value that may be in the vocabulary': Broken;
  readonly 'a positive integer, or -1':
    | Exclude<NoSize, `-${string}`>
    | `-${Exclude<Digit, '1'>}`
    | `-1${string}.${string}`;
  readonly 'a positive integer, or a list of them': NoSize;
  readonly 'an integer from 0': Exclude<NoSize, '0'>;
  readonly 'an integer from 0 to 2^32 - 1': Exclude<NoSize, '0'>;
  readonly 'an integer from 1': NoSize;
  readonly 'an integer from 2': NoSize | '1';
  readonly 'a number that is 0 or less': `${Digit}${string}` | `0.${string}`;
  readonly 'a number that is 0 or more': `-${string}`;
  readonly 'a number that is more than 0': `-${string}` | '0';
  readonly 'a number between 0 and 1': `-${string}` | AboveOne | '0' | '1';
  readonly 'a number above 0 and up to 1': `-${string}` | AboveOne | '0';
  readonly 'a number from 0 to 1': `-${string}` | AboveOne;
  readonly 'a number from 0 to 1, or two': `-${string}` | AboveOne;
  readonly 'a number from 0 to less than 1': `-${string}` | AboveOne | '1';
  readonly 'a number from -1 to 1': AboveOne | `-${AboveOne}`;
  readonly 'a number from -1 to 1, or two': AboveOne | `-${AboveOne}`;
}

/** What numbers can be expected to be. */
export type ExpectedNumber = keyof Unexpected;

/** The numerals of what is no size. */
export type NoSize = `-${string}` | Broken | '0';

/** The numerals of what is no integer. */
type Broken = `${string}.${string}`;

type AboveOne = Exclude<Digit, '1'> | `${Digit}.${string}` | `${Digit}${number}`;

type Digit = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** Whether some branch of a number has one of these numerals. */
export type IsAny<Given, Numerals> = [unknown] extends [Given]
  ? false
  : [Impossible<Given, Numerals>] extends [never]
    ? false
    : true;

/** The branches of a number that have one of these numerals. (`1.5e-7` is not above 1.) */
type Impossible<Given, Numerals> = Given extends number
  ? `${Given}` extends Numerals
    ? `${Given}` extends `${string}e-${string}`
      ? never
      : Given
    : never
  : never;

/**
 * Anything else that is expected to be one of `Allowed`, which is what `Given` is by default.
 *
 * @example
 * declare function Activation<const Given = ActivationIdentifier>(
 *   activation: GivenAs<'Activation: activation', 'an activation', ActivationIdentifier, Given>,
 * ): Layer;
 * Activation('rleu'); // Activation: activation expects an activation (received 'rleu')
 */
export type GivenAs<Who extends string, Expected extends string, Allowed, Given> = [Given] extends [never]
  ? Given
  : true extends ([Given] extends [Allowed | ''] ? false : true)
    ? NotExpected<Who, Expected, Given>
    : Allowed;

/** A layer, for which the compiler then has a rule. */
export type GivenLayer<Who extends string, Expected extends string, Given> = true extends (
  [Given] extends [ShapedBy]
    ? false
    : [unknown] extends [Given]
      ? false
      : true
)
  ? NotExpected<Who, Expected, Given>
  : Given;

/** The sentence about an argument. */
export type NotExpected<
  Who extends string,
  Expected extends string,
  Given,
> = `${Who} expects ${Expected} (received ${Received<Given>})`;
