import { checkKnownOptions } from '../../arguments/known-options.js';
import { createLayer, generalOptions, type LayerOptions } from '../../graph/create-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import type { WeightSpecifications } from '../../graph/layer-definition.js';
import { membersBeside } from '../../graph/layer-members.js';
import { weightTensors } from '../../graph/layer-program.js';
import { type Resolved, resolveConfiguration } from '../../graph/resolve-configuration.js';
import { describeWeights } from '../../graph/weight-options.js';
import type { CellSizes, VectorCell } from './cell-definition.js';
import { type CellProgram, cellProgram, programOf } from './cell-program.js';

/** The members of cells besides those of all layers. */
export const cellMembers: CellSizes = membersBeside<CellSizes>({
  get outputSize(): number {
    return programOf(this).outputSize;
  },
  get stateSize(): readonly number[] {
    return programOf(this).stateSize;
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
  return createLayer(vectorCellProgram(definition, configuration), options, cellMembers);
}

function vectorCellProgram<Given, Configuration extends object, Weights extends WeightSpecifications>(
  definition: VectorCell<Given, Configuration, Weights>,
  configuration: Resolved<Configuration>,
): CellProgram {
  return cellProgram({
    className: definition.name,
    configuration: configuration as Readonly<Record<string, unknown>>,
    layers: [],
    ...definition.sizes(configuration),
    weights: ({ inputs }) => {
      const specifications = definition.weights(inputs.items[0]?.shape ?? [], configuration);
      return describeWeights(definition.name, specifications, configuration, undefined);
    },
    recur: (recurrence, context) =>
      definition.recur(recurrence, weightTensors<Weights>(context), configuration, {
        training: context.training,
        seed: () => context.updates.seed(context.inference.layer) ?? context.seed(),
      }),
    initialState: (batchSize, context) =>
      definition.initialState?.(batchSize, weightTensors<Weights>(context), configuration) ?? null,
    with: (changes) => vectorCellProgram(definition, { ...configuration, ...changes }),
  });
}
