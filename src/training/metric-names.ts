import type { FunctionalGraph } from '../graph/functional-graph.js';
import { keysOf } from '../graph/structure.js';
import type { Named, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Loss } from '../losses/loss.js';
import type { Metric } from '../metrics/metric.js';
import type { MetricIdentifier } from '../metrics/resolve-metric.js';
import type { IsSingle } from '../types/single.js';

/** The name that a metric is asked for by, or its own; `string` where that is not known, as that of a function. */
export type NameOfMetric<Given> = Given extends string
  ? KnownName<Given>
  : Given extends Metric<infer Name> | Loss<infer Name>
    ? KnownName<Name>
    : string;

/** A name if it is one literal: what may be one or another is not known. */
export type KnownName<Name extends string> = IsSingle<Name> extends true ? Name : string;

export function nameOfMetric(given: MetricIdentifier): string {
  if (typeof given === 'string') return given;
  return typeof given === 'function' ? given.name || 'metric' : given.name;
}

/** The names of what is given for an output: nothing, one metric, or a list of them. */
export type NamesOfMetrics<Given> = [Given] extends [null | undefined]
  ? []
  : IsSingle<Given> extends false
    ? [string]
    : Given extends readonly unknown[]
      ? number extends Given['length']
        ? [string]
        : NamesInList<Given>
      : [NameOfMetric<Given>];

type NamesInList<Given extends readonly unknown[]> = Given extends readonly [infer First, ...infer Rest]
  ? [...NamesOfMetrics<First>, ...NamesInList<Rest>]
  : [];

/**
 * The names by which metrics of one output are logged, those that count samples by their weights last. Where a name comes
 * again it has a number, or says that it is weighted. The first `loss` is the loss itself.
 */
export type LoggedNames<Names extends readonly string[], Weighted extends readonly string[]> =
  Numbered<Names, ['loss']> extends [infer Logged extends string, infer Before extends readonly string[]]
    ? Logged | WeightedNames<Weighted, Before>
    : never;

type Numbered<
  Names extends readonly string[],
  Before extends readonly string[] = [],
  Logged extends string = never,
> = Names extends readonly [infer First extends string, ...infer Rest extends readonly string[]]
  ? Numbered<Rest, [...Before, First], Logged | Again<First, Before>>
  : [Logged, Before];

type WeightedNames<
  Names extends readonly string[],
  Before extends readonly string[],
  Logged extends string = never,
> = Names extends readonly [infer First extends string, ...infer Rest extends readonly string[]]
  ? First extends Before[number]
    ? WeightedNames<Rest, [...Before, `weighted_${First}`], Logged | Again<`weighted_${First}`, Before>>
    : WeightedNames<Rest, [...Before, First], Logged | First>
  : Logged;

/** A name, with the number of times that it has come before. */
export type Again<Name extends string, Before extends readonly string[]> = Name extends Before[number]
  ? `${Name}_${Times<Name, Before>['length']}`
  : Name;

type Times<Name, Before extends readonly unknown[], Found extends readonly unknown[] = []> = Before extends readonly [
  infer First,
  ...infer Rest,
]
  ? Times<Name, Rest, First extends Name ? [...Found, First] : Found>
  : Found;

/** Tells names apart that come again, as Keras does. */
export interface NameCounter {
  /** The name, with the number of times that it has come before. */
  again(name: string): string;
  /** Whether the name has come before. */
  has(name: string): boolean;
}

export function countNames(): NameCounter {
  const times = new Map<string, number>();
  return {
    again(name) {
      const before = times.get(name) ?? 0;
      times.set(name, before + 1);
      return before === 0 ? name : `${name}_${before}`;
    },
    has: (name) => times.has(name),
  };
}

/** How many outputs there are; `number` where there are several by name, or it is not known. */
export type OutputCount<Outputs> = Outputs extends SymbolicTensor
  ? 1
  : Outputs extends readonly unknown[]
    ? Outputs['length']
    : string extends keyof Outputs
      ? number
      : IsSingle<keyof Outputs> extends true
        ? 1
        : number;

/** The twin of {@link outputNames} for a list of outputs, as far as the compiler knows their names. */
export type NamesInOrder<
  Outputs extends readonly unknown[],
  Before extends readonly string[] = [],
  Found extends readonly string[] = [],
> = Outputs extends readonly [infer First, ...infer Rest]
  ? NamesInOrder<Rest, [...Before, NameOf<First>], [...Found, Again<NameOf<First>, Before>]>
  : Found;

type NameOf<Output> = Output extends Named<infer Name> ? KnownName<Name> : string;

/** The names of the outputs: one name, a list, or a record of them; `string` where a name is not known. */
export type OutputNames<Outputs> = Outputs extends SymbolicTensor
  ? NameOf<Outputs>
  : Outputs extends readonly unknown[]
    ? number extends Outputs['length']
      ? readonly string[]
      : NamesInOrder<Outputs>
    : { readonly [Name in keyof Outputs]: Name };

/**
 * What the outputs of a model are called in losses, metrics and logs: the keys of a record, else the names of their layers,
 * numbered where a layer gives more than one output.
 */
export function outputNames({ outputs: { structure, items } }: FunctionalGraph): readonly string[] {
  if (structure !== 'one' && 'names' in structure) return keysOf(structure);
  const names = countNames();
  return items.map(({ name }) => names.again(name));
}
