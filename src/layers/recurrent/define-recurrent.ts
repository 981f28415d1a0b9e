import { withDefaults } from '../../arguments/with-defaults.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { layerConstructor } from '../../graph/define-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import type { WeightSpecifications } from '../../graph/layer-definition.js';
import { snakeCase } from '../../graph/layer-name.js';
import type { Resolved } from '../../graph/resolve-configuration.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { booleans } from '../attention/masks.js';
import type { CellDefinition } from './cell-definition.js';
import { checkInitialState } from './initial-state.js';
import { recurrentForward } from './recurrent-forward.js';
import { recurrentCall } from './recurrent-layer.js';
import { type RecurrentLayerOptions, recurrentDefaults } from './recurrent-options.js';
import { recurrentOutput } from './recurrent-shape.js';
import { checkSequenceMask, sequenceMask } from './sequence-mask.js';

const defaults: Required<RecurrentLayerOptions> = { ...recurrentDefaults, activityRegularizer: null };

/** Makes layers of a class, from what its configuration has and what all layers take. */
export type MakeRecurrent<Given> = (given: Given & RecurrentLayerOptions, options: LayerOptions) => AnyLayer;

/**
 * Defines a class of recurrent layers that have a cell within: what they take is what both take.
 *
 * @param steps what comes out of a step, and the states after it, for sequences of a shape; throws where it does not fit
 * @param unwritten an option of the cell that Keras does not write for the layer where it is `null`.
 */
export function defineRecurrent<
  Given extends object,
  Configuration extends object,
  Weights extends WeightSpecifications,
>(
  name: string,
  cell: CellDefinition<Given, Configuration, Weights>,
  steps: (input: Shape, configuration: Resolved<Configuration>) => readonly Shape[],
  unwritten: string | null = null,
): MakeRecurrent<Given> {
  // The configuration of a layer is that of its cell, and more.
  const ofCell = (configuration: object) => configuration as Resolved<Configuration>;
  const layer = layerConstructor<
    Given & RecurrentLayerOptions,
    Required<RecurrentLayerOptions>,
    Weights,
    Shape,
    typeof recurrentCall,
    unknown
  >({
    name,
    configure: (given) => ({ ...withDefaults(defaults, given), ...cell.configure(given, name) }),
    call: recurrentCall,
    shape: (input, configuration, { initialState, mask }) => {
      const step = steps(input, ofCell(configuration));
      const output = recurrentOutput(name, input, step, configuration);
      checkInitialState(name, initialState, step.slice(1));
      checkSequenceMask(name, mask, input);
      return output;
    },
    states: (input, configuration) => steps(input, ofCell(configuration)).slice(1),
    weightScope: snakeCase(cell.name),
    weights: ([batch = null, , ...rest], configuration) => cell.weights([batch, ...rest], ofCell(configuration)),
    forward: (input, weights, configuration, { mask: incoming, call, kept, keep, ...context }) => {
      const [, ...stateShapes] = steps(input.shape, ofCell(configuration)) as readonly number[][];
      const states = call.initialState.length > 0 ? call.initialState : kept;
      const mask = sequenceMask(name, call.mask, incoming, input);
      return recurrentForward(
        { layer: name, input, mask, states, stateShapes, options: configuration, keep },
        (recurrence) => cell.recur(recurrence, weights, ofCell(configuration), context),
      );
    },
    written: (configuration) =>
      Object.fromEntries(Object.entries(configuration).filter(([name, value]) => name !== unwritten || value !== null)),
    mask: (incoming, _, { returnSequences }, { mask }) =>
      returnSequences ? (mask === null ? incoming : booleans(mask)) : null,
  });
  return (given, options) => layer<ShapeFunction>(given, options);
}
