import { keysOf } from '../graph/form.js';
import type { FunctionalGraph } from '../graph/functional-behaviour.js';

/**
 * What the outputs of a model are called in losses, metrics and logs: the keys of a record, else the names of their layers,
 * numbered where a layer gives more than one output.
 */
export function outputNames({ outputs: { form, items } }: FunctionalGraph): readonly string[] {
  if (form !== 'one' && 'names' in form) return keysOf(form);
  const seen = new Map<string, number>();
  return items.map(({ name }) => {
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  });
}
