import { type AdamOptions, adamRule } from './adam-rule.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export type { AdamOptions };

/**
 * Follows a moving average of gradients, divided by one of their magnitude. The learning rate is 0.001 unless given.
 *
 * @example
 * model.compile({ optimizer: Adam({ learningRate: 0.0003 }), loss: 'meanSquaredError' });
 */
export const Adam: OptimizerFactory<AdamOptions> = defineOptimizer<Required<AdamOptions>>({
  ...adamRule('Adam'),
  name: 'adam',
});
