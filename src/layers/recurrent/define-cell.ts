import type * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { checkDefinition } from '../../arguments/options.js';
import { ShapeError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { WeightSpecifications, WeightTensors } from '../../graph/layer-definition.js';
import type { Resolved } from '../../graph/resolve-configuration.js';
import { show } from '../../types/shape.js';
import type { Cell, CellContext, CellSizes, VectorCell } from './cell.js';
import { makeCell } from './cell-program.js';
import { runSteps, type StepOutcome } from './recurrence.js';
import { recurrentLayer } from './recurrent-layer.js';

/** The definition of a cell: its configuration, the sizes of its states, its weights, its step. */
export interface CellStepDefinition<
  Given,
  Configuration extends object,
  Weights extends WeightSpecifications,
  ClassName extends string = string,
> {
  /** The name of its class: `MinimalCell`. */
  readonly name: ClassName;
  /** Checks what the user gave, and fills in defaults. */
  readonly configure: (given: Given) => Configuration;
  /** The size of its state, or of each. */
  readonly stateSize: (configuration: Resolved<Configuration>) => number | readonly number[];
  /** The size of its output. The default is that of the first state. */
  readonly outputSize?: (configuration: Resolved<Configuration>) => number;
  /**
   * The shapes of the weights by name, as those of a layer; `features` is the number of features of a step. The default
   * is no weights.
   */
  readonly weights?: (features: number, configuration: Resolved<Configuration>) => Weights;
  /** Computes the output of a step and the states after it. What it allocates on the way is freed. */
  readonly step: (
    input: tf.Tensor2D,
    states: readonly tf.Tensor2D[],
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
    context: CellContext,
  ) => StepOutcome;
  /** The states that a sequence starts from, (batch, size) each. The default is zeros. */
  readonly initialState?: (
    batchSize: number,
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
  ) => readonly tf.Tensor[];
}

/** Makes cells of one class, whose sizes the caller states as types. */
export type CellConstructor<Given, ClassName extends string> = <
  OutputSize extends number,
  StateSize extends readonly number[],
  Name extends string = string,
>(
  given: Given,
  options?: LayerOptions<Name>,
) => Cell<ClassName, OutputSize, StateSize, Name>;

/**
 * Defines a class of cells from its configuration, the sizes of its states, its weights, and its step.
 *
 * What it returns makes cells, and is told their sizes as types: the twins of `outputSize` and `stateSize`. A cell goes into
 * `RNN`, alone or stacked with others.
 *
 * @param definition The name, the configuration, the sizes, the weights and the step of the cell.
 *
 * @example
 * const minimal = defineCell({
 *   name: 'MinimalCell',
 *   configure: ({ units }: { readonly units: number }) => ({ units }),
 *   stateSize: ({ units }) => units,
 *   weights: (features, { units }) => ({ kernel: [features, units], recurrentKernel: [units, units] }),
 *   step: (input, [before], { kernel, recurrentKernel }) => {
 *     const output = tf.add(tf.matMul(input, kernel), tf.matMul(before, recurrentKernel));
 *     return { output, states: [output] };
 *   },
 * });
 * const MinimalCell = <const Units extends number>(units: Units) => minimal<Units, [Units]>({ units });
 * const encoded = RNN(MinimalCell(32))(Input([140, 8])); // SymbolicTensor<[null, 32]>
 */
export function defineCell<
  Given extends object,
  Configuration extends object,
  Weights extends WeightSpecifications,
  const ClassName extends string,
>(definition: CellStepDefinition<Given, Configuration, Weights, ClassName>): CellConstructor<Given, ClassName> {
  checkDefinition('defineCell', definition, ['name'], ['configure', 'stateSize', 'step']);
  const cell = cellOf(definition);
  return (given, options = {}) => recurrentLayer(makeCell(cell, given, options));
}

function cellOf<Given, Configuration extends object, Weights extends WeightSpecifications>(
  definition: CellStepDefinition<Given, Configuration, Weights>,
): VectorCell<Given, Configuration, Weights> {
  const { name, configure, stateSize, outputSize, weights, step, initialState } = definition;
  const sizes = (configuration: Resolved<Configuration>): CellSizes => {
    const states = [stateSize(configuration)].flat().map((size) => checkSize(`${name}: stateSize`, size));
    return {
      stateSize: Object.freeze(states),
      outputSize: checkSize(`${name}: outputSize`, outputSize?.(configuration) ?? (states[0] as number)),
    };
  };
  return {
    name,
    configure,
    sizes,
    // Without a function for them there are none.
    weights: ([, features], configuration) => weights?.(features as number, configuration) ?? ({} as Weights),
    recur: (recurrence, tensors, configuration, context) => {
      const expected = sizes(configuration);
      return runSteps(recurrence, (input, states) => {
        const outcome = step(input as tf.Tensor2D, states as tf.Tensor2D[], tensors, configuration, context);
        checkOutcome(name, outcome, input.shape[0] as number, expected);
        return outcome;
      });
    },
    ...(initialState === undefined ? {} : { initialState }),
  };
}

/** Throws unless a step has given what the sizes of the cell say. */
function checkOutcome(name: string, { output, states }: StepOutcome, batch: number, sizes: CellSizes): void {
  const given = [output, ...states].map(({ shape }) => shape);
  const expected = [sizes.outputSize, ...sizes.stateSize].map((size) => [batch, size]);
  const isRight =
    given.length === expected.length && given.every((shape, place) => `${shape}` === `${expected[place]}`);
  if (isRight) return;
  const list = (shapes: readonly (readonly number[])[]) => shapes.map(show).join(', ');
  throw new ShapeError(
    `${name}: step expects to return an output and states of ${list(expected)} (received ${list(given)})`,
  );
}
