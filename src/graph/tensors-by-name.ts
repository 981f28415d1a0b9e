import type { WeightSpecifications, WeightTensors } from './layer-definition.js';
import type { Weight } from './weight.js';
import type { WeightUpdates } from './weight-updates.js';

/** Weights by the names that the definition gave them; `null` for one that these options do without. */
export function tensorsByName<Weights extends WeightSpecifications>(
  names: readonly string[],
  weights: readonly Weight[],
  updates: WeightUpdates,
): WeightTensors<Weights> {
  const byKey = new Map(weights.map((weight) => [weight.key, updates.read(weight)]));
  return Object.fromEntries(names.map((name) => [name, byKey.get(name) ?? null])) as unknown as WeightTensors<Weights>;
}
