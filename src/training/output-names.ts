import type { FunctionalGraph } from '../graph/functional-graph.js';
import { keysOf } from '../graph/structure.js';
import type { Named, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { IsSingle } from '../types/single.js';
import { type Again, countNames, type KnownName } from './metric-names.js';

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

/**
 * What the outputs of a model are called in losses, metrics and logs: the keys of a record, else the names of their layers,
 * numbered where a layer gives more than one output.
 */
export function outputNames({ outputs: { structure, items } }: FunctionalGraph): readonly string[] {
  if (structure !== 'one' && 'names' in structure) return keysOf(structure);
  const names = countNames();
  return items.map(({ name }) => names.again(name));
}
