import type { Callback } from './callback.js';
import type { Logs } from './logs.js';
import type { Verbosity } from './progress.js';
import type { ClassWeight, SampleWeight } from './sample-weights.js';

/** Weights of samples: for the only output or for all, a list for each output, or by name. */
export type SampleWeights =
  | SampleWeight
  | readonly (SampleWeight | null)[]
  | { readonly [output: string]: SampleWeight };

/** What `evaluate` and `predict` take beside the data. */
export interface RunOptions<in BatchLogs = Logs, in EpochLogs = BatchLogs> {
  /** The number of samples in a batch; 32 unless given. For data that comes in batches it says nothing. */
  readonly batchSize?: number;
  /** Ends the run after the current batch, with the signal's reason as error. */
  readonly signal?: AbortSignal;
  /** What watches the run, in this order. */
  readonly callbacks?: readonly Callback<BatchLogs, EpochLogs>[];
}

/** What `evaluate` takes beside the data. */
export interface EvaluateOptions<in BatchLogs = Logs, in EpochLogs = BatchLogs>
  extends RunOptions<BatchLogs, EpochLogs> {
  /** What each sample counts in the loss. */
  readonly sampleWeight?: SampleWeights;
}

/** Inputs, targets, and weights of samples if there are any; or batches of them. */
type WholeOrBatches = readonly [x: unknown, y: unknown, sampleWeight?: SampleWeights] | object;

/** What `fit` takes beside the data. */
export interface FitOptions<in BatchLogs = Logs, in EpochLogs = BatchLogs, out Validation = WholeOrBatches>
  extends EvaluateOptions<BatchLogs, EpochLogs> {
  /** How often to go through the data; 1 unless given. */
  readonly epochs?: number;
  /** The epoch to start with, to go on with training. */
  readonly initialEpoch?: number;
  /** Whether samples come in another order in every epoch; `true` unless given. */
  readonly shuffle?: boolean;
  /** What each class counts in the loss, by its index. */
  readonly classWeight?: ClassWeight;
  /** The part of the samples, from the end, that is not trained on but evaluated after every epoch. */
  readonly validationSplit?: number;
  /** Data that is evaluated after every epoch: inputs, targets, and weights of samples if there are any; or batches. */
  readonly validationData?: Validation;
  /** The number of samples in a batch of validation data; that of training unless given. */
  readonly validationBatchSize?: number;
  /** After how many epochs to evaluate; 1 unless given. */
  readonly validationFreq?: number;
  /** The number of batches that make an epoch, for data without an end. */
  readonly stepsPerEpoch?: number;
  /** How much to say; `auto` unless given. */
  readonly verbose?: Verbosity;
}
