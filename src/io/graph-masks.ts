import { type LayerEntry, referencesIn } from './graph-config.js';
import { isRecord } from './keras-config.js';

/** The layers that have a mask which follows from the layers before them. */
export function withMasks(layers: readonly LayerEntry[]): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const { name, calls } of layers) {
    for (const { layer } of calls.flatMap(({ args }) => referencesIn(args))) {
      const known = users.get(layer);
      if (known === undefined) users.set(layer, [name]);
      else known.push(name);
    }
  }
  const found = new Set<string>();
  const pending = layers.filter(makesMask).map(({ name }) => name);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...(users.get(name) ?? []));
  }
  return found;
}

/** Whether a layer makes a mask, or one inside it does. */
function makesMask({ config: { class_name: name, config } }: Pick<LayerEntry, 'config'>): boolean {
  if (name === 'Masking') return true;
  if (!isRecord(config)) return false;
  if (config.mask_zero === true) return true;
  const { layers = [], layer } = config;
  const inner = [...(Array.isArray(layers) ? layers : []), layer ?? null].filter(isRecord);
  return inner.some((each) => makesMask({ config: each }));
}
