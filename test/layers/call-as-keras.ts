import type { AnyLayer } from '../../src/graph/layer.js';
import { internals } from '../../src/graph/layer-state.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { camelCase } from '../../src/io/keras-config.js';
import type { GoldenCase } from './golden-case.js';

/** What comes out of a call. */
export type Called = SymbolicTensor | readonly SymbolicTensor[];

/** Calls a layer on inputs, which come alone, in a list, one after the other, or by name, some more than once. */
export function callAsKeras(layer: AnyLayer, inputs: readonly SymbolicTensor[], golden: GoldenCase): Called {
  const positional = layer[internals].program.callArguments.positional ?? [];
  const names = [positional[0], ...(golden.call_inputs ?? []).map(camelCase)];
  const isNamed = (index: number) => names[index] !== undefined && !positional.includes(names[index]);
  const named = inputs.flatMap((input, index) => (isNamed(index) ? [[names[index] as string, input] as const] : []));
  const said = Object.entries(golden.call ?? {}).map(([name, value]) => [camelCase(name), value] as const);
  const options = Object.fromEntries([...said, ...grouped(named)]);
  const rest = inputs.filter((_, index) => !isNamed(index));
  const call = layer as unknown as (...given: readonly unknown[]) => Called;
  if (positional.length > 0) return call(...rest, options);
  return call(rest.length === 1 ? rest[0] : rest, options);
}

/** One item by its name alone, several of one name in a list. */
function grouped<Item>(named: readonly (readonly [string, Item])[]): readonly (readonly [string, Item | Item[]])[] {
  return [...new Set(named.map(([name]) => name))].map((name) => {
    const items = named.filter(([other]) => other === name).map(([, item]) => item);
    return [name, items.length === 1 ? (items[0] as Item) : items];
  });
}
