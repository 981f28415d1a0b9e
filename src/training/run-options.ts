import { checkBoolean, checkOptions } from '../arguments/options.js';
import { type ClassWeight, checkClassWeight } from '../data/class-weight.js';
import type { SampleWeights } from '../data/sample-weights.js';
import { ArgumentError, received } from '../errors.js';
import { describe } from '../tensor/tensor-values.js';
import { type Callback, checkCallback } from './callback.js';
import type { EpochLogsOf, LogsOf } from './logs.js';
import type { Monitoring } from './monitor.js';
import { checkVerbosity, type Verbosity } from './progress.js';

declare global {
  // Is there in all programs that run a model, but not in the types of those that have neither a browser's nor Node's.
  interface AbortSignal {}
}

/** A callback of a model that logs these names. */
export type CallbackFor<Names extends string> =
  | Callback<LogsOf<Names>, EpochLogsOf<Names>>
  | Monitoring<Names | `val_${Names}`>;

/** The options of every run of a model that logs these names. */
interface AnyRunOptions<Names extends string = string> {
  /** The number of samples in a batch, for data that does not come in batches. The default is 32. */
  readonly batchSize?: number;
  /**
   * A signal that ends the run, between two batches or while the next one is awaited, with its reason as the error. The
   * default is none.
   */
  readonly signal?: AbortSignal;
  /** The callbacks of the run, which are called in their order. The default is none. */
  readonly callbacks?: readonly CallbackFor<Names>[];
  /** How much is written to the console. The default is `auto`. */
  readonly verbose?: Verbosity;
}

/** The options of `predict`, after the data. */
export interface RunOptions<Names extends string = string> extends AnyRunOptions<Names> {
  /**
   * The number of batches after which the run ends. The default is all of the data. Without `batchSize`, data that is
   * given as a whole is divided into this many batches.
   */
  readonly steps?: number;
}

/** The options of `evaluate`, after the data. */
export interface EvaluateOptions<Names extends string = string> extends RunOptions<Names> {
  /** The weight of each sample in the loss and in weighted metrics. The default is 1. */
  readonly sampleWeight?: SampleWeights;
}

/** Inputs, targets, and weights of samples if there are any; or batches of them. */
type WholeOrBatches = readonly [x: unknown, y: unknown, sampleWeight?: SampleWeights] | object;

/** The options of `fit`, after the data. */
export interface FitOptions<Names extends string = string> extends AnyRunOptions<Names> {
  /** The weight of each sample in the loss and in weighted metrics. The default is 1. */
  readonly sampleWeight?: SampleWeights;
  /**
   * The epoch, counted from 0, before which training ends: the number of epochs, unless `initialEpoch` is given. The
   * default is 1.
   */
  readonly epochs?: number;
  /** The epoch at which to start, in order to resume training, from 0. The default is 0. */
  readonly initialEpoch?: number;
  /** Whether to shuffle the samples before each epoch. The default is `true`. */
  readonly shuffle?: boolean;
  /** The weight of each class in the loss, by its index; it does not apply to validation. The default is 1. */
  readonly classWeight?: ClassWeight;
  /**
   * The fraction of the samples, from the end, to hold back for validation, from 0 to less than 1. The default is 0.
   */
  readonly validationSplit?: number;
  /**
   * Data to evaluate after epochs: `[x, y]`, `[x, y, sampleWeight]`, or an iterable of batches. The default is none.
   */
  readonly validationData?: WholeOrBatches;
  /** The number of samples in a batch of validation data. The default is `batchSize`. */
  readonly validationBatchSize?: number;
  /** The number of epochs between validations. The default is 1. */
  readonly validationFreq?: number;
  /** The number of batches in a validation. The default is all of the validation data. */
  readonly validationSteps?: number;
  /**
   * The number of batches in an epoch. The next epoch continues with the data that follows, and from the start where it
   * ends. Without `batchSize`, data that is given as a whole is divided into this many batches. The default is all of
   * the data.
   */
  readonly stepsPerEpoch?: number;
}

type Check = (argument: string, value: unknown) => void;

const runChecks: Readonly<Record<keyof RunOptions, Check>> = {
  batchSize: integerOf(1),
  steps: integerOf(1),
  signal: checkSignal,
  callbacks: checkCallbacks,
  verbose: checkVerbosity,
};

/** Weights of samples are checked when it is known how many samples there are. */
const evaluateChecks: Readonly<Record<keyof EvaluateOptions, Check>> = { ...runChecks, sampleWeight: () => {} };

const { steps: _, ...anyRunChecks } = evaluateChecks;

const fitChecks: Readonly<Record<keyof FitOptions, Check>> = {
  ...anyRunChecks,
  epochs: integerOf(0),
  initialEpoch: integerOf(0),
  shuffle: checkBoolean,
  classWeight: checkClassWeight,
  validationSplit: checkSplit,
  validationData: checkValidationData,
  validationBatchSize: integerOf(1),
  validationFreq: integerOf(1),
  validationSteps: integerOf(1),
  stepsPerEpoch: integerOf(1),
};

/**
 * Checks the options of `predict`.
 *
 * @throws ArgumentError naming the option that is unknown or wrong.
 */
export function checkRunOptions(owner: string, options: unknown): void {
  check(owner, options, runChecks);
}

/** Checks the options of `evaluate`. */
export function checkEvaluateOptions(owner: string, options: unknown): void {
  check(owner, options, evaluateChecks);
}

/** Checks the options of `fit`. */
export function checkFitOptions(owner: string, options: FitOptions): void {
  check(owner, options, fitChecks);
  if (options.validationSplit !== undefined && options.validationSplit !== 0 && options.validationData !== undefined) {
    throw new ArgumentError(`${owner} expects validationSplit or validationData (received both)`);
  }
}

function check(owner: string, options: unknown, checks: Readonly<Record<string, Check>>): void {
  checkOptions(owner, options, Object.keys(checks));
  for (const [name, value] of Object.entries(options as object)) {
    if (value !== undefined) checks[name]?.(`${owner}: ${name}`, value);
  }
}

function integerOf(least: number): Check {
  return (argument, value) => {
    if (Number.isSafeInteger(value) && (value as number) >= least) return;
    const expected = least === 1 ? 'a positive integer' : `an integer from ${least}`;
    throw new ArgumentError(`${argument} expects ${expected} (received ${received(value)})`);
  };
}

function checkSplit(argument: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value < 1) return;
  throw new ArgumentError(`${argument} expects a number from 0 to less than 1 (received ${received(value)})`);
}

function checkValidationData(argument: string, value: unknown): void {
  const isList = Array.isArray(value) && (value.length === 2 || value.length === 3);
  const isOther = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isList || isOther) return;
  throw new ArgumentError(
    `${argument} expects [x, y], [x, y, sampleWeight] or an iterable of batches (received ${describe(value)})`,
  );
}

/** Signals of other libraries are taken too, so long as they can be asked and listened to. */
function checkSignal(argument: string, value: unknown): void {
  const { aborted, addEventListener, throwIfAborted } = (value ?? {}) as Partial<AbortSignal>;
  const isSignal =
    typeof aborted === 'boolean' && typeof addEventListener === 'function' && typeof throwIfAborted === 'function';
  if (!isSignal) throw new ArgumentError(`${argument} expects an AbortSignal (received ${received(value)})`);
}

function checkCallbacks(argument: string, value: unknown): void {
  if (!Array.isArray(value)) {
    throw new ArgumentError(`${argument} expects a list of callbacks (received ${received(value)})`);
  }
  // A hole is passed over by `forEach`.
  for (let index = 0; index < value.length; index++) checkCallback(`${argument}.${index}`, value[index]);
}
