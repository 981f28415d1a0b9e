import { withDefaults } from '../../arguments/options.js';
import { positional } from '../../arguments/positional.js';
import { type LayerOptions, snakeCase } from '../../graph/create-layer.js';
import { layerConstructor } from '../../graph/define-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import type { WeightSpecifications } from '../../graph/layer-definition.js';
import type { Resolved } from '../../graph/resolve-configuration.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions, OptionNumbers } from '../../types/given-options.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { booleans } from '../core/masking.js';
import { type Cell, type CellDefinition, type VectorShape, vectorSteps } from './cell.js';
import { makeCell } from './cell-program.js';
import {
  checkSequenceMask,
  type RecurrentLayer,
  recurrentCall,
  recurrentForward,
  recurrentLayer,
  sequenceMask,
} from './recurrent-layer.js';
import {
  type CellOptions,
  type RecurrentLayerOptions,
  recurrentDefaults,
  type SequenceOptions,
} from './recurrent-options.js';
import { checkInitialState, recurrentOutput } from './recurrent-shape.js';
import type { UnitsCell } from './units-cell.js';

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
    configure: (given) => ({ ...withDefaults(name, defaults, given), ...cell.configure(given, name) }),
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

/** What is dropped in training. */
export interface Shares {
  readonly dropout: 'a number from 0 to less than 1';
  readonly recurrentDropout: 'a number from 0 to less than 1';
  readonly seed: OptionNumbers['seed'];
}

/** Makes recurrent layers of one class, which have `StateCount` states of the size of their output. */
export type UnitsClass<ClassName extends string, StateCount extends 1 | 2, Options extends CellOptions> = <
  const Units extends number,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of units, which is the size of the output and of each state. */
  units: GivenSize<`${ClassName}: units`, Units>,
  options?: GivenOptions<
    ClassName,
    Given,
    Options & RecurrentLayerOptions<Sequences, State, Stateful, Unroll> & LayerOptions<Name>,
    Shares
  >,
) => RecurrentLayer<
  VectorShape<ClassName, Units, UnitsStates<Units, StateCount>, SequenceOptions<Sequences, State, Stateful, Unroll>>,
  Name
>;

/** The sizes of the states of a cell that has one or two, of its own size. */
export type UnitsStates<Units extends number, StateCount extends 1 | 2> = StateCount extends 1
  ? [Units]
  : [Units, Units];

/** Makes cells of one class, which have `StateCount` states of the size of their output. */
export type UnitsCellClass<ClassName extends string, StateCount extends 1 | 2, Options extends CellOptions> = <
  const Units extends number,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of units, which is the size of the output and of each state. */
  units: GivenSize<`${ClassName}: units`, Units>,
  options?: GivenOptions<ClassName, Given, Options & LayerOptions<Name>, Shares>,
) => Cell<ClassName, Units, UnitsStates<Units, StateCount>, Name>;

/** Defines a class of recurrent layers by the cell that they have within, and what makes its layers. */
export function unitsClass<ClassName extends string, StateCount extends 1 | 2, Options extends CellOptions>(
  className: ClassName,
  cell: UnitsCell<Options>,
  unwritten?: keyof Options & string,
): UnitsClass<ClassName, StateCount, Options> {
  const make = defineRecurrent(
    className,
    cell,
    (input, configuration) => vectorSteps(className, input, cell.sizes(configuration)),
    unwritten,
  );
  return positional(['units'], (units, options) =>
    recurrentLayer(make({ units: units as number, ...(options as Options) }, (options ?? {}) as LayerOptions)),
  );
}

/** What makes the cells of a class, as users call it. */
export function unitsCellClass<ClassName extends string, StateCount extends 1 | 2, Options extends CellOptions>(
  cell: UnitsCell<Options>,
): UnitsCellClass<ClassName, StateCount, Options> {
  return positional(['units'], (units, options) =>
    recurrentLayer(
      makeCell(cell, { units: units as number, ...(options as Options) }, (options ?? {}) as LayerOptions),
    ),
  );
}
