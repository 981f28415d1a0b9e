import { type AdamOptions, adamRule } from './adam-rule.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

/**
 * Adam with weights that decay apart from it, by 0.004 of themselves times the learning rate unless `weightDecay` is
 * given.
 *
 * @example
 * model.compile({ optimizer: AdamW({ weightDecay: 0.01 }), loss: 'categoricalCrossentropy' });
 */
export const AdamW: OptimizerFactory<AdamOptions> = defineOptimizer<Required<AdamOptions>>({
  ...adamRule('AdamW'),
  name: 'adamw',
  sharedDefaults: { weightDecay: 0.004 },
});
