import { readFileSync } from 'node:fs';
import type { JsonRecord } from '../../src/io/keras-config.js';

/** Flat and in row-major order; what JSON cannot say is a string. */
export type Numbers = readonly (number | string)[];

type NestedNumbers = readonly (number | NestedNumbers)[];

/** A class of Keras', and what it was made with. */
interface Configured {
  readonly config: JsonRecord;
}

/** Targets and predictions. */
interface Compared {
  readonly y_true: readonly number[];
  readonly y_true_shape: number[];
  readonly y_pred: readonly number[];
  readonly y_pred_shape: number[];
}

export interface GoldenLoss extends Configured, Compared {
  readonly loss: string;
  readonly sample_weight: NestedNumbers | null;
  readonly value: Numbers;
  readonly value_shape: readonly number[];
  readonly grad: Numbers;
}

export interface GoldenMetric extends Configured, Compared {
  readonly metric: string;
  readonly second: string;
  readonly results: readonly Numbers[];
}

/** A metric of values, without targets. */
export interface GoldenReduction extends Configured {
  readonly metric: string;
  readonly updates: readonly NestedNumbers[];
  readonly sample_weights: readonly (NestedNumbers | number | null)[];
  readonly results: readonly Numbers[];
}

export interface GoldenOptimizer extends Configured {
  readonly optimizer: string;
  readonly lr: number;
  /** The paths of its variables in Keras. */
  readonly slots: readonly string[];
  /** Both weights after each step. */
  readonly steps: readonly (readonly Numbers[])[];
}

export interface GoldenSchedule extends Configured {
  readonly schedule: string;
  readonly values: Numbers;
}

export interface GoldenActivation {
  readonly activation: string;
  readonly output: readonly number[];
  readonly output_shape: readonly number[];
  readonly grad: readonly number[];
}

export interface GoldenInitializer extends Configured {
  readonly initializer: string;
  readonly shape: readonly number[];
  readonly values?: Numbers;
  readonly observed?: { readonly mean: number; readonly std: number; readonly min: number; readonly max: number };
  readonly orthogonality?: number;
}

interface OfWeight extends Configured {
  readonly shape: [number, number];
  readonly w: number[];
}

export interface GoldenRegularizer extends OfWeight {
  readonly regularizer: string;
  readonly value: number;
}

export interface GoldenConstraint extends OfWeight {
  readonly constraint: string;
  readonly value: number[];
}

/** What Keras computed with everything beside layers. */
interface GoldenMisc {
  readonly losses: readonly GoldenLoss[];
  readonly metrics: readonly (GoldenMetric | GoldenReduction)[];
  /** The example that optimizers are tried on: `0.5 · a · (weight - b)²`. */
  readonly quadratic: { readonly a: number[][]; readonly b: number[][]; readonly init: number[][] };
  readonly optimizers: readonly GoldenOptimizer[];
  readonly schedules: readonly GoldenSchedule[];
  readonly activation_input: { readonly shape: [number, number]; readonly values: number[] };
  readonly activations: readonly GoldenActivation[];
  readonly initializers: readonly GoldenInitializer[];
  readonly regularizers: readonly GoldenRegularizer[];
  readonly constraints: readonly GoldenConstraint[];
}

function read(file: string | URL): Partial<GoldenMisc> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

const own = process.env.GOLDEN_MISC;
const main = read(own ?? new URL('golden_misc.json', import.meta.url)) as GoldenMisc;
const more = own === undefined ? read(new URL('golden_misc_more.json', import.meta.url)) : {};

/** Whether the file is not the project's own, which has cases of every class. */
export const isGiven: boolean = own !== undefined;

/** What Keras computed: the file that `GOLDEN_MISC` names, else the project's own two. */
export const golden: GoldenMisc = {
  ...main,
  losses: [...main.losses, ...(more.losses ?? [])],
  metrics: [...main.metrics, ...(more.metrics ?? [])],
  optimizers: [...main.optimizers, ...(more.optimizers ?? [])],
  initializers: [...main.initializers, ...(more.initializers ?? [])],
};

/** What a case is called: its class, its configuration, and what else sets it apart. */
export function title(className: string, { config }: Configured, ...rest: readonly unknown[]): string {
  return [className, JSON.stringify(config), ...rest].join(' ');
}
