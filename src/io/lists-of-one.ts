import { isRecord, type Json } from './keras-config.js';

/**
 * A model whose inputs or outputs are a list of one, as one whose input or output is that tensor: older versions of Keras 3 write
 * all models with lists, and all take one array for a list of one.
 */
export function withoutListsOfOne(model: Json): Json {
  if (!isRecord(model) || !isRecord(model.config ?? null) || model.class_name !== 'Functional') return model;
  const entries = Object.entries(model.config as object).map(([name, value]: [string, Json]) => [
    name,
    name === 'input_layers' || name === 'output_layers' ? onlyOf(value) : value,
  ]);
  return { ...model, config: Object.fromEntries(entries) };
}

function onlyOf(ends: Json): Json {
  return Array.isArray(ends) && ends.length === 1 && Array.isArray(ends[0]) ? (ends[0] as Json) : ends;
}
