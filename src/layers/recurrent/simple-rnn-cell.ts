import { type CellOptions, cellDefaults } from './cell-options.js';
import { simpleStep } from './simple-step.js';
import { configureUnits, kernelShapes, project, type UnitsCell, unitsSizes } from './units-cell.js';
import { runUnitsSteps } from './units-step.js';

/** What the cell of a SimpleRNN takes besides the number of units. */
export interface SimpleRNNCellOptions extends CellOptions {}

/** A fully connected layer that gets its own output of the step before. */
export const simpleRNNCell: UnitsCell<SimpleRNNCellOptions> = {
  name: 'SimpleRNNCell',
  configure: (given, owner) => configureUnits(owner, cellDefaults, given),
  sizes: unitsSizes(1),
  weights: (step, { units, useBias }) => ({ ...kernelShapes(step, units, 1), bias: useBias ? [units] : null }),
  recur: (recurrence, weights, options, context) =>
    runUnitsSteps(
      project(recurrence, weights, options, context),
      simpleStep(weights.recurrentKernel, options.activation),
    ),
};
