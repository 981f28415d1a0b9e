import type * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors.js';
import type { Weight } from '../graph/weight.js';
import { show } from '../types/shape.js';
import { scaleLoss } from './loss-scale.js';
import type { LearningRate, Optimizer, OptimizerRule } from './optimizer.js';
import { OptimizerState } from './optimizer-state.js';
import { settableLearningRate } from './settable-learning-rate.js';

/** An optimizer of a rule: what makes steps by it, and keeps what they need. */
export function steppable(rule: OptimizerRule): Optimizer {
  const { className } = rule;
  let learningRate: LearningRate = rule.learningRate;
  const optimizer: Optimizer = Object.freeze<Optimizer>({
    ...rule,
    get options() {
      return learningRate === rule.learningRate ? rule.options : Object.freeze({ ...rule.options, learningRate });
    },
    get learningRate(): LearningRate {
      return learningRate;
    },
    set learningRate(value: number) {
      learningRate = settableLearningRate({ className, learningRate }, value);
    },
    get iterations() {
      return Math.floor(state.iteration / (rule.shared.gradientAccumulationSteps ?? 1));
    },
    apply(gradients, weights) {
      checkGradients(`${className}.apply`, gradients, weights);
      state.apply(gradients, weights);
    },
    scaleLoss: (loss) => scaleLoss(rule, loss as tf.Scalar),
    finalizeVariableValues: (weights) => state.finish(weights),
    dispose: () => state.dispose(),
  });
  const state = new OptimizerState(optimizer);
  return optimizer;
}

function checkGradients(owner: string, gradients: readonly (tf.Tensor | null)[], weights: readonly Weight[]): void {
  if (gradients.length !== weights.length) {
    throw new ArgumentError(
      `${owner} expects a gradient for each of ${weights.length} weights (received ${gradients.length})`,
    );
  }
  if (gradients.every((gradient) => gradient === null)) {
    throw new ArgumentError(`${owner} expects at least one gradient (received none for ${weights.length} weights)`);
  }
  const repeated = weights.find((weight, index) => weights.indexOf(weight) !== index);
  if (repeated) throw new ArgumentError(`${owner} expects different weights (received ${repeated.path} twice)`);
  for (const [index, { path, shape }] of weights.entries()) {
    const gradient = gradients[index];
    if (!gradient || show(gradient.shape) === show(shape)) continue;
    throw new ArgumentError(
      `${owner} expects a gradient of ${show(shape)} for ${path} (received ${show(gradient.shape)})`,
    );
  }
}
