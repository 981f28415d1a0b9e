import type { Loss, LossFunction } from '../losses/loss.js';
import type { LossIdentifier, LossName } from '../losses/resolve-loss.js';
import type { Metric, MetricFunction } from '../metrics/metric.js';
import type { MetricIdentifier, MetricName } from '../metrics/resolve-metric.js';
import type { NotExpected } from '../types/given.js';
import type { IsSingle } from '../types/single.js';

/** An item for all outputs, or one for each in a list in their order, or by name. */
export type PerOutput<Outputs, Item, Each = Item> =
  | Item
  | (Outputs extends readonly unknown[] ? { readonly [Index in keyof Outputs]: Each | null } : never)
  | { readonly [Name in NameIn<Outputs>]?: Each | null };

/** The names of outputs as a union. */
type NameIn<Outputs> = Outputs extends string
  ? Outputs
  : Outputs extends readonly (infer Name extends string)[]
    ? Name
    : keyof Outputs & string;

/** The losses of the outputs, with the sentence that says why in the place of one that does not fit. */
export type CheckedLosses<Given, Outputs> = Outputs extends string
  ? [Given] extends [LossIdentifier]
    ? Given
    : IsBeingWritten<Given> extends true
      ? LossIdentifier
      : NoInfer<LossOfOnly<Given, Outputs>>
  : [Given] extends [LossIdentifier]
    ? Given
    : IsBeingWritten<Given> extends true
      ? LossIdentifier
      : NoInfer<LossesByOutput<Given, Outputs>>;

// Where nothing is known of what is given, the editor offers what may be.
type LossOfOnly<Given, Outputs> = [Given] extends [string | number]
  ? NotExpected<'compile: loss', 'a loss', Given>
  : [Given] extends [(...given: never[]) => unknown]
    ? Loss | LossFunction | null
    : [Given] extends [{ readonly kind: unknown } | readonly unknown[] | undefined]
      ? PerOutput<Outputs, LossIdentifier> | readonly [LossIdentifier]
      : LossesByName<Given, Outputs>;

/** A record of losses, and what the editor offers for the outputs that it does not name yet. */
type LossesByName<Given, Outputs> = {
  [Place in keyof Given]: CheckedAt<Place, Outputs, 'loss', CheckedItem<Given[Place], 'loss', 'loss'>>;
} & Others<Given, Outputs, LossName | LossFunction | null>;

/** Whether an editor asks for the names that may be written. */
type IsBeingWritten<Given> = [Given] extends [string]
  ? [string] extends [Given]
    ? true
    : Given extends ''
      ? true
      : false
  : false;

type LossesByOutput<Given, Outputs> = [Given] extends [undefined]
  ? PerOutput<Outputs, LossName | LossFunction>
  : [Given] extends [Several<Outputs>]
    ? LossesByName<Given, Outputs>
    : CheckedItem<Given, 'loss', 'loss', Outputs>;

/** The metrics of the outputs: of several, with the sentence that says why in the place of one that does not fit. */
export type CheckedMetrics<Given, Outputs, Argument extends string> =
  IsOne<Outputs> extends true
    ? MetricsFor<Outputs, MetricIdentifier> & Noted<Given>
    : [Given] extends [MetricIdentifier]
      ? Given
      : NoInfer<MetricsByOutput<Given, Outputs, Argument>>;

/** Whether there is one output, alone, in a list or by name. */
type IsOne<Outputs> = Outputs extends string | readonly [string]
  ? true
  : Outputs extends readonly unknown[]
    ? false
    : IsSingle<keyof Outputs>;

/** Takes the type of an option for what follows from it, and asks nothing of it: whatever there is, is a `NonNullable`. */
type Noted<Given> = [Given] extends [never] ? Given : NonNullable<unknown>;

type MetricsByOutput<Given, Outputs, Argument extends string> = [Given] extends [undefined]
  ? MetricsFor<Outputs, MetricName | MetricFunction>
  : [Given] extends [Several<Outputs>]
    ? { [Place in keyof Given]: CheckedAt<Place, Outputs, Argument, CheckedItems<Given[Place], Argument>> } & Others<
        Given,
        Outputs,
        MetricName | MetricFunction | null
      >
    : CheckedItem<Given, 'metric', Argument, Outputs>;

/** The outputs that a record does not name yet, which the editor offers. */
type Others<Given, Outputs, Item> = Given extends readonly unknown[]
  ? unknown
  : { readonly [Name in Exclude<NameIn<Outputs>, keyof Given>]?: Item };

/** Metrics for the only output; for all of several, or for each. */
type MetricsFor<Outputs, Item> = PerOutput<
  Outputs,
  IsOne<Outputs> extends true ? Item | readonly Item[] : Item,
  Item | readonly Item[]
>;

/** One metric, or a list. */
type CheckedItems<Given, Argument extends string> = [Given] extends [MetricIdentifier]
  ? Given
  : [Given] extends [readonly unknown[]]
    ? { [Index in keyof Given]: CheckedItem<Given[Index], 'metric', Argument> }
    : CheckedItem<Given, 'metric', Argument>;

/** A list of as many as there are outputs, or a record. */
type Several<Outputs> = (readonly unknown[] & LengthOf<Outputs>) | { readonly [name: string]: unknown };

type LengthOf<Outputs> = Outputs extends { readonly [index: number]: string; readonly length: infer Length }
  ? { readonly length: Length }
  : unknown;

/** What stands for a loss or a metric, by its kind. */
interface Kinds {
  readonly loss: { readonly any: LossIdentifier; readonly made: Loss; readonly own: LossFunction };
  readonly metric: { readonly any: MetricIdentifier; readonly made: Metric; readonly own: MetricFunction };
}

/** The compiler itself says best what is wrong with a function, or that it is to be called. */
type CheckedItem<Given, Kind extends keyof Kinds, Argument extends string, Outputs = string> = [Given] extends [
  Kinds[Kind]['any'] | null | undefined,
]
  ? Given
  : IsBeingWritten<Given> extends true
    ? Kinds[Kind]['any']
    : [Given] extends [(...given: never[]) => infer Made]
      ? Kinds[Kind][[Made] extends [Loss | Metric] ? 'made' : 'own'] | null
      : Wrong<Given, Kind, Argument, Outputs>;

type Wrong<Given, Kind extends keyof Kinds, Argument extends string, Outputs> = Given extends readonly unknown[]
  ? Outputs extends readonly unknown[]
    ? `compile: ${Argument} expects one for each of the ${Outputs['length']} outputs (received ${Given['length']})`
    : NotExpected<`compile: ${Argument}`, `a ${Kind}`, Given>
  : NotExpected<`compile: ${Argument}`, `a ${Kind}`, Exclude<Given, Kinds[Kind]['any'] | null | undefined>>;

/** What is given in a list, or by the name of an output. */
type CheckedAt<Place, Outputs, Argument extends string, Checked> = Place extends NameIn<Outputs> | number | `${number}`
  ? Checked
  : `compile: ${Argument} expects names of outputs (received '${Place & string}')`;
