import type { CheckedValidation } from '../data/batches.js';
import type { Returned } from '../graph/reported.js';
import type { GivenNumber, IsAny, NotExpected, Unexpected } from '../types/given.js';
import type { Monitoring } from './monitor.js';
import type { CallbackFor, EvaluateOptions, FitOptions, RunOptions } from './run-options.js';

// The options of runs as types: in the place of one that does not fit stands the sentence of run time.

/** What is expected of the options that are numbers with bounds, in the words of run time. */
interface Numbers {
  readonly batchSize: 'a positive integer';
  readonly epochs: 'an integer from 0';
  readonly initialEpoch: 'an integer from 0';
  readonly steps: 'a positive integer';
  readonly stepsPerEpoch: 'a positive integer';
  readonly validationBatchSize: 'a positive integer';
  readonly validationFreq: 'a positive integer';
  readonly validationSplit: 'a number from 0 to less than 1';
  readonly validationSteps: 'a positive integer';
}

/** The same of all options. */
interface Expected extends Numbers {
  readonly callbacks: 'a list of callbacks';
  readonly sampleWeight: 'weights of samples, a list of them, or a record by output';
  readonly shuffle: 'true or false';
  readonly signal: 'an AbortSignal';
  readonly verbose: "'auto', 0, 1 or 2";
}

/**
 * The options of `fit`, which `Given` infers. Of these three, a call has the first: the second is what an editor expects before
 * that, such as the names that callbacks may monitor, the third what is inferred from.
 */
export type GivenFitOptions<Given, At, Names extends string, Inputs, Outputs, Losses> =
  | FitCheck<Given, Names, Inputs, Outputs, Losses>[keyof At]
  | Before<FitOptions<Names>>[keyof At]
  | (Given & Before<object>[keyof At]);

/** What is expected of an argument before a call is known, and nothing in it. */
interface Before<Expected> {
  readonly isKnown: never;
  readonly [key: string | symbol]: Expected;
}

/** The options of `evaluate`, which `Given` infers. */
export type GivenEvaluateOptions<Given, At, Names extends string> = [Given] extends [never]
  ? Given
  : RunCheck<'evaluate', Given, EvaluateOptions<Names>, Names>[keyof At];

/** The options of `predict`, which `Given` infers. */
export type GivenPredictOptions<Given, At> = [Given] extends [never]
  ? Given
  : RunCheck<'predict', Given, RunOptions, string>[keyof At];

/** The options of `fit`, where what they are for is known. */
export interface FitCheck<Given, Names extends string, Inputs, Outputs, Losses> {
  readonly [key: string | symbol]: string | object;
  readonly isKnown: true extends (
    [unknown] extends [Given]
      ? false
      : [Given] extends [FitOptions<Names>]
        ? IsAnyNumberWrong<Given> | IsAnyMonitorWrong<Given, Names> | IsDataWrong<Given, Inputs, Outputs, Losses>
        : true
  )
    ? Faults<'fit', Given, FitOptions<Names>, Names, DataIn<Given, Inputs, Outputs, Losses>>
    : FitOptions<Names>;
}

/** The options of another run. */
export interface RunCheck<Method extends string, Given, Options, Names extends string> extends Returned<unknown> {
  readonly isKnown: true extends (
    [unknown] extends [Given]
      ? false
      : [Given] extends [Options]
        ? IsAnyNumberWrong<Given> | IsAnyMonitorWrong<Given, Names>
        : true
  )
    ? Faults<Method, Given, Options, Names>
    : Options;
}

type IsAnyNumberWrong<Given, Names extends keyof Given = keyof Given & keyof Numbers> = Names extends keyof Numbers
  ? IsAny<Given[Names], Unexpected[Numbers[Names]]>
  : false;

type IsAnyMonitorWrong<Given, Names extends string> = Given extends { readonly callbacks: readonly (infer Item)[] }
  ? [WrongMonitor<Item, Names>] extends [never]
    ? false
    : true
  : false;

/** The name that a callback monitors, if it is known and not among these. */
type WrongMonitor<Item, Names extends string> =
  Item extends Monitoring<infer Monitored>
    ? string extends Monitored
      ? never
      : Exclude<Monitored, Names | `val_${Names}`>
    : never;

type IsDataWrong<Given, Inputs, Outputs, Losses> = Given extends { readonly validationData: infer Data }
  ? [Data] extends [CheckedValidation<Data, Inputs, Outputs, Losses>]
    ? false
    : true
  : false;

type DataIn<Given, Inputs, Outputs, Losses> = Given extends { readonly validationData: infer Data }
  ? CheckedValidation<Data, Inputs, Outputs, Losses>
  : unknown;

/** The options, with a sentence in the place of each that does not fit. */
type Faults<Method extends string, Given, Options, Names extends string, Data = unknown> = Given extends object
  ? [keyof Given & keyof Options] extends [never]
    ? Options
    : {
        [Name in keyof Options]: Name extends 'validationData'
          ? Data
          : Name extends keyof Given
            ? CheckedOption<`${Method}: ${Name & string}`, Name, Given[Name], Options[Name], Names>
            : Options[Name];
      }
  : NotExpected<Method, 'an object of options', Given>;

type CheckedOption<Who extends string, Name, Given, Allowed, Names extends string> = [Name, Given] extends [
  'callbacks',
  readonly unknown[],
]
  ? { [Index in keyof Given]: CheckedCallback<`${Who}.${Index & string}`, Given[Index], Names> }
  : [Given] extends [Allowed]
    ? Name extends keyof Numbers
      ? GivenNumber<Who, Numbers[Name], Given>
      : Allowed
    : [Given] extends [''] // What an editor finds where a word is to be completed.
      ? Allowed
      : Name extends keyof Expected
        ? NotExpected<Who, Expected[Name], Given>
        : Allowed;

type CheckedCallback<Who extends string, Given, Names extends string> = [WrongMonitor<Given, Names>] extends [never]
  ? Given extends string | number | boolean | ((...given: never) => unknown)
    ? NotExpected<Who, 'a callback, an object with hooks, such as { onEpochEnd: (epoch, logs) => {} }', Given>
    : CallbackFor<Names>
  : NotExpected<
      `${Given['className' & keyof Given] & string}: monitor`,
      'a name that the model logs',
      WrongMonitor<Given, Names>
    >;
