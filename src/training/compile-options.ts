import type { ForAll } from '../data/per-output.js';
import type { Returned } from '../graph/reported.js';
import type { Loss, LossFunction } from '../losses/loss.js';
import type { LossIdentifier, LossName } from '../losses/resolve-loss.js';
import type { Metric, MetricFunction } from '../metrics/metric.js';
import type { MetricIdentifier, MetricName } from '../metrics/resolve-metric.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { OptimizerIdentifier } from '../optimizers/resolve-optimizer.js';
import type { NotExpected } from '../types/given.js';
import type { IsSingle } from '../types/single.js';

/**
 * Options of `compile`.
 *
 * @typeParam Outputs the names of the outputs: one name, a list of names, or a record of them; `string` where a name is
 * not known.
 */
export interface CompileOptions<Outputs = string> {
  /** The optimizer that updates the weights, or its name. The default is `rmsprop`. */
  readonly optimizer?: OptimizerIdentifier;
  /**
   * The loss to minimize: one for all outputs, a list, or a record by name. The default is none, for models that are
   * not trained or that `addLoss` has a loss for.
   */
  readonly loss?: PerOutput<Outputs, LossIdentifier>;
  /** The factor of each loss in the sum, in a list or by name. The default is 1. */
  readonly lossWeights?: PerOutput<Outputs, number>;
  /**
   * The metrics to compute: a list for the only output; a list or a record with one or several for each of several
   * outputs. The default is none.
   */
  readonly metrics?: MetricsFor<Outputs, MetricIdentifier>;
  /** The metrics in which samples are weighted, in the same form as `metrics`. The default is none. */
  readonly weightedMetrics?: MetricsFor<Outputs, MetricIdentifier>;
  /**
   * Whether every step runs operation by operation, so that a layer or a loss can be debugged, and may depend on variables of the
   * program that change. The default is `false`: a step is recorded, and then run again on other data.
   */
  readonly runEagerly?: boolean;
}

/** An item for all outputs, or one for each in a list in their order, or by name. */
type PerOutput<Outputs, Item, Each = Item> =
  | Item
  | null
  | (Outputs extends readonly unknown[]
      ? { readonly [Index in keyof Outputs]: Each | null }
      : IsOne<Outputs> extends true
        ? readonly [Each | null]
        : never)
  | { readonly [Name in NameIn<Outputs>]?: Each | null };

/** Metrics for the only output; for all of several, or for each. */
type MetricsFor<Outputs, Item> = PerOutput<
  Outputs,
  IsOne<Outputs> extends true ? Item | readonly (Item | readonly Item[])[] : Item,
  Item | readonly Item[]
>;

/** The names of outputs as a union. */
type NameIn<Outputs> = Outputs extends string
  ? Outputs
  : Outputs extends readonly (infer Name extends string)[]
    ? Name
    : keyof Outputs & string;

/** Whether there is one output, alone, in a list or by name. */
type IsOne<Outputs> = Outputs extends string | readonly [string]
  ? true
  : Outputs extends readonly unknown[]
    ? false
    : IsSingle<keyof Outputs>;

/** An option that is given, or `undefined`. */
export type OptionIn<Given, Name extends keyof CompileOptions> = Name extends keyof Given ? Given[Name] : undefined;

/** Options in which nothing stands by name, which most are: they fit as they are. */
interface WithoutNames {
  readonly loss?: ForAll | readonly unknown[];
  readonly metrics?: ForAll | readonly unknown[];
  readonly weightedMetrics?: ForAll | readonly unknown[];
}

/**
 * The options of `compile`, which `Given` infers. Where some do not fit, or are given by name, they are gone through one by one.
 * Where nothing is known yet, an editor finds what may be.
 */
export type GivenCompileOptions<Given, At, Outputs> = [Given] extends [never]
  ? Given
  : CompileCheck<Given, Outputs>[keyof At];

interface CompileCheck<Given, Outputs> extends Returned<unknown> {
  readonly isKnown: Given extends object
    ? [keyof Given] extends [never]
      ? Offered<Outputs>
      : [keyof Given & keyof CompileOptions] extends [never]
        ? CompileOptions<Outputs>
        : true extends (
              [Given] extends [CompileOptions<Outputs>]
                ? [Given] extends [WithoutNames]
                  ? false
                  : true
                : true
            )
          ? CheckedOptions<Given, Outputs>
          : CompileOptions<Outputs>
    : NotExpected<'compile', 'an object of options', Given>;
}

/** The options, without the members of losses and metrics among the names of outputs. */
interface Offered<Outputs> extends Pick<CompileOptions<Outputs>, 'optimizer' | 'lossWeights' | 'runEagerly'> {
  readonly loss?: PerOutput<Outputs, LossName | LossFunction>;
  readonly metrics?: MetricsFor<Outputs, MetricName | MetricFunction>;
  readonly weightedMetrics?: MetricsFor<Outputs, MetricName | MetricFunction>;
}

type CheckedOptions<Given, Outputs> = {
  [Name in keyof CompileOptions<Outputs>]: Name extends keyof Given
    ? CheckedOption<Name, Given[Name], Outputs>
    : CompileOptions<Outputs>[Name];
};

type CheckedOption<Name, Given, Outputs> = Name extends 'loss'
  ? CheckedFor<Given, Outputs, 'loss', 'loss'>
  : Name extends 'lossWeights'
    ? CheckedFor<Given, Outputs, 'number', Name>
    : Name extends 'metrics' | 'weightedMetrics'
      ? CheckedFor<Given, Outputs, 'metric', Name>
      : Name extends 'runEagerly'
        ? boolean
        : CheckedOptimizer<Given>;

/** (The compiler itself says best that an optimizer is to be called.) */
type CheckedOptimizer<Given> = [Given] extends [OptimizerIdentifier | '' | undefined]
  ? OptimizerIdentifier
  : [Given] extends [(...given: never[]) => Optimizer]
    ? OptimizerIdentifier
    : NotExpected<'compile: optimizer', 'an optimizer', Given>;

/** What is given for an output, by its kind: all that it can be, and, for functions, what they make or are. */
interface Kinds {
  readonly loss: Kind<'a loss', LossIdentifier, LossName | LossFunction, Loss, LossFunction>;
  readonly metric: Kind<'a metric', MetricIdentifier, MetricName | MetricFunction, Metric, MetricFunction>;
  readonly number: Kind<'finite numbers', number, number, never, never>;
}

interface Kind<Words extends string, Any, Offered, Made, Own> {
  readonly words: Words;
  readonly any: Any;
  readonly offered: Offered;
  readonly made: Made | Own;
  readonly own: Own;
}

/** What is given for the outputs: for all, in a list, or by name. */
type CheckedFor<Given, Outputs, Of extends keyof Kinds, Argument extends string> = [Given] extends [
  Kinds[Of]['any'] | null | undefined,
]
  ? Given
  : Given extends readonly unknown[]
    ? [number] extends [Given['length']]
      ? CheckedList<Given, Of, Argument>
      : [IsOne<Outputs>, Of] extends [true, 'metric']
        ? CheckedList<Given, Of, Argument>
        : [Given['length']] extends [CountOf<Outputs>]
          ? CheckedList<Given, Of, Argument>
          : NotExpected<`compile: ${Argument}`, `one for each of the ${CountOf<Outputs>} outputs`, Given['length']>
    : Given extends ForAll | number | boolean
      ? CheckedItem<Given, Of, Argument, 'made'>
      : { [Name in keyof Given]: CheckedAt<Name, Given[Name], Outputs, Of, Argument> } & {
          readonly [Name in Exclude<NameIn<Outputs>, keyof Given> as string extends Name ? never : Name]?:
            | Kinds[Of]['offered']
            | null;
        };

type CountOf<Outputs> = Outputs extends readonly string[] ? Outputs['length'] : 1;

type CheckedAt<Name, Given, Outputs, Of extends keyof Kinds, Argument extends string> =
  Name extends NameIn<Outputs>
    ? CheckedItems<Given, Of, Argument, 'made'>
    : NotExpected<`compile: ${Argument}`, 'names of outputs', Name>;

type CheckedList<Given, Of extends keyof Kinds, Argument extends string> = {
  [Index in keyof Given]: CheckedItems<Given[Index], Of, Argument>;
};

/** One item, or a list of metrics. */
type CheckedItems<Given, Of extends keyof Kinds, Argument extends string, Function = 'own'> = [Given, Of] extends [
  readonly unknown[],
  'metric',
]
  ? { [Index in keyof Given]: CheckedItem<Given[Index], Of, Argument> }
  : CheckedItem<Given, Of, Argument, Function>;

/** @typeParam Function `made` where the compiler marks a function that is to be called, and not the name of the option. */
type CheckedItem<Given, Of extends keyof Kinds, Argument extends string, Function = 'own'> = [Given] extends [
  Kinds[Of]['any'] | null | undefined,
]
  ? Given
  : IsBeingWritten<Given> extends true
    ? Kinds[Of]['any']
    : [Given] extends [(...given: never[]) => infer Made]
      ? [Made] extends [Loss | Metric]
        ? Function extends 'made'
          ? Kinds[Of]['made']
          : NotExpected<`compile: ${Argument}`, Kinds[Of]['words'], Given>
        : Kinds[Of]['own']
      : NotExpected<`compile: ${Argument}`, Kinds[Of]['words'], Exclude<Given, Kinds[Of]['any'] | null | undefined>>;

/** Whether an editor asks for the names that may be written. */
type IsBeingWritten<Given> = [Given] extends [string]
  ? [string] extends [Given]
    ? true
    : Given extends ''
      ? true
      : false
  : false;
