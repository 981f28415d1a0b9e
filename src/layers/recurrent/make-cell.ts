import { checkKnownOptions } from '../../arguments/known-options.js';
import { buildWeights } from '../../graph/build-weights.js';
import { createLayer, generalOptions, type LayerOptions } from '../../graph/create-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import type { WeightSpecifications } from '../../graph/layer-definition.js';
import { membersBeside } from '../../graph/layer-members.js';
import { ownSeeds } from '../../graph/own-seeds.js';
import { type Resolved, resolveConfiguration } from '../../graph/resolve-configuration.js';
import { tensorsByName } from '../../graph/tensors-by-name.js';
import { cellBehaviour, sizesOf } from './cell-behaviour.js';
import type { CellSizes, VectorCell } from './cell-definition.js';

/** What cells have beside what all layers have. */
export const cellMembers: CellSizes = membersBeside<CellSizes>({
  get outputSize(): number {
    return sizesOf(this).outputSize;
  },
  get stateSize(): readonly number[] {
    return sizesOf(this).stateSize;
  },
});

/** Makes a cell of the class that a definition describes. */
export function makeCell<Given extends object, Configuration extends object, Weights extends WeightSpecifications>(
  definition: VectorCell<Given, Configuration, Weights>,
  given: Given,
  options: LayerOptions,
): AnyLayer {
  const configuration = resolveConfiguration(definition.name, definition.configure(given, definition.name));
  checkKnownOptions(definition.name, Object.keys(given), [...generalOptions, ...Object.keys(configuration)]);
  return createLayer(behaviourOf(definition, configuration), options, cellMembers);
}

function behaviourOf<Given, Configuration extends object, Weights extends WeightSpecifications>(
  definition: VectorCell<Given, Configuration, Weights>,
  configuration: Resolved<Configuration>,
): ReturnType<typeof cellBehaviour> {
  const options = configuration as Readonly<Record<string, unknown>>;
  const seeds = ownSeeds(configuration);
  /** All names of weights, those that these options do without included. */
  let names: readonly string[] = [];
  return cellBehaviour({
    className: definition.name,
    configuration: options,
    layers: [],
    ...definition.sizes(configuration),
    build({ inputs }, path) {
      const specifications = definition.weights(inputs.items[0]?.shape ?? [], configuration);
      names = Object.keys(specifications);
      return buildWeights(specifications, options, definition.name, path);
    },
    recur: (recurrence, weights, run) =>
      definition.recur(recurrence, tensorsByName<Weights>(names, weights, run.updates), configuration, {
        training: run.training,
        seed: () => (seeds ?? run).seed(),
      }),
    initialState: (batchSize, weights, run) =>
      definition.initialState?.(batchSize, tensorsByName<Weights>(names, weights, run.updates), configuration) ?? null,
    remade: (changes) => behaviourOf(definition, { ...configuration, ...changes }),
  });
}
