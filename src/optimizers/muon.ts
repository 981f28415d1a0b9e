import * as tf from '@tensorflow/tfjs-core';
import { finite, integerFrom, nonNegative, within } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { adamRate, adamStep } from './adam.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';
import type { OptimizerNumbers, SlottedWeight, Step } from './optimizer-rule.js';

export interface MuonOptions {
  /** The decay rate of Adam's moving average of gradients. The default is 0.9. (Keras' `adam_beta_1`.) */
  readonly adamBeta1?: number;
  /** The decay rate of Adam's moving average of squared gradients. The default is 0.999. (Keras' `adam_beta_2`.) */
  readonly adamBeta2?: number;
  /** The `weightDecay` of the weights that Adam trains. The default is 0.004. */
  readonly adamWeightDecay?: number | null;
  /** The number that Adam adds to the root of the mean square. The default is 1e-7. */
  readonly epsilon?: number;
  /** Regular expressions: weights whose path matches one of them are trained by Adam. The default is none. */
  readonly excludeLayers?: readonly string[];
  /** Whether weights whose path contains `embedding` are trained by Adam. The default is `true`. */
  readonly excludeEmbeddings?: boolean;
  /** The coefficient of `x` in the Newton-Schulz iteration. The default is 3.4445. */
  readonly muonA?: number;
  /** The coefficient of the cube of `x` in the Newton-Schulz iteration. The default is -4.775. */
  readonly muonB?: number;
  /** The coefficient of the fifth power of `x` in the Newton-Schulz iteration. The default is 2.0315. */
  readonly muonC?: number;
  /** The factor of the learning rate for the weights that Adam trains. The default is 1. */
  readonly adamLrRatio?: number;
  /** The decay rate of the momentum. The default is 0.95. */
  readonly momentum?: number;
  /** The number of steps of the Newton-Schulz iteration. The default is 5. */
  readonly nsSteps?: number;
  /** Whether to use Nesterov momentum. The default is `true`. */
  readonly nesterov?: boolean;
  /**
   * The root mean square of an update, before the learning rate; `null` for updates that are orthogonal matrices. The
   * default is 0.2.
   */
  readonly rmsRate?: number | null;
}

export interface MuonNumbers extends OptimizerNumbers {
  readonly adamBeta1: 'a number from 0 to 1';
  readonly adamBeta2: 'a number from 0 to 1';
  readonly adamLrRatio: 'a number that is 0 or more';
  readonly adamWeightDecay: 'a number that is 0 or more';
  readonly nsSteps: 'an integer from 1';
  readonly rmsRate: 'a number that is 0 or more';
}

/**
 * Steps whose matrix is orthogonalized, so that all of its directions count the same, for weights of two axes; the others,
 * and those that are excluded, are trained by AdamW. The learning rate is 0.001, and the `weightDecay` 0.004 by default.
 *
 * The last layer should be excluded. See Jordan et al., 2024, and for the length of steps Liu et al., 2025,
 * <https://arxiv.org/abs/2502.16982>.
 *
 * @example
 * model.compile({ optimizer: Muon({ excludeLayers: ['probabilities'] }), loss: 'categoricalCrossentropy' });
 */
export const Muon: OptimizerFactory<MuonOptions, never, 'Muon', MuonNumbers> = defineOptimizer<
  Required<MuonOptions>,
  'adamRate',
  never,
  'Muon',
  MuonNumbers
>({
  className: 'Muon',
  name: 'muon',
  learningRate: 0.001,
  defaults: {
    adamBeta1: 0.9,
    adamBeta2: 0.999,
    adamWeightDecay: 0.004,
    epsilon: 1e-7,
    excludeLayers: [],
    excludeEmbeddings: true,
    muonA: 3.4445,
    muonB: -4.775,
    muonC: 2.0315,
    adamLrRatio: 1,
    momentum: 0.95,
    nsSteps: 5,
    nesterov: true,
    rmsRate: 0.2,
  },
  nullable: ['adamWeightDecay', 'rmsRate'],
  sharedDefaults: { weightDecay: 0.004 },
  checkOptions,
  // The second slot tells the weights that Adam trains from the others.
  slots: (options, weight) => (isForAdam(weight, options) ? ['momentum', 'velocity'] : ['momentum']),
  decays: ['weightDecay', 'adamWeightDecay'],
  decay: (slots) => (slots.length > 1 ? 'adamWeightDecay' : 'weightDecay'),
  hostInputs: ({ iteration, learningRate }, { adamBeta1: beta1, adamBeta2: beta2, adamLrRatio }) => ({
    adamRate: adamRate({ iteration, learningRate: learningRate * adamLrRatio }, { beta1, beta2 }),
  }),
  update: (weight, gradient, slots, options, step) => {
    const { adamBeta1: beta1, adamBeta2: beta2, epsilon, momentum, muonA, muonB, muonC, rmsRate } = options;
    if (slots.length > 1) {
      return adamStep(weight, gradient, slots, { beta1, beta2, epsilon }, step, step.input('adamRate'));
    }
    const ahead = (last: tf.Tensor) => tf.add(gradient, tf.mul(last, step.scalar(momentum)));
    const velocity = ahead(slots[0] as tf.Tensor);
    const direction = (options.nesterov ? ahead(velocity) : velocity) as tf.Tensor2D;
    const change = orthogonalized(direction, options.nsSteps, [muonA, muonB, muonC], step);
    const length = rmsRate === null ? 1 : Math.sqrt(Math.max(...direction.shape)) * rmsRate;
    const rate = tf.mul(step.learningRate, step.scalar(length));
    return { weight: tf.sub(weight, tf.mul(change, rate)), slots: [velocity] };
  },
});

function isForAdam(
  { shape, path }: SlottedWeight,
  { excludeEmbeddings, excludeLayers }: Readonly<Required<MuonOptions>>,
): boolean {
  if (shape.length !== 2) return true;
  if (excludeEmbeddings && path.toLowerCase().includes('embedding')) return true;
  return excludeLayers.some((pattern) => new RegExp(pattern).test(path));
}

function checkOptions(options: Readonly<Required<MuonOptions>>): void {
  for (const name of ['adamBeta1', 'adamBeta2', 'momentum'] as const) within(`Muon: ${name}`, options[name], 0, 1);
  for (const name of ['epsilon', 'adamLrRatio'] as const) nonNegative(`Muon: ${name}`, options[name]);
  for (const name of ['adamWeightDecay', 'rmsRate'] as const) {
    if (options[name] !== null) nonNegative(`Muon: ${name}`, options[name]);
  }
  for (const name of ['muonA', 'muonB', 'muonC'] as const) finite(`Muon: ${name}`, options[name]);
  integerFrom('Muon: nsSteps', options.nsSteps, 1);
  if (!(Array.isArray(options.excludeLayers) && options.excludeLayers.every(isPattern))) {
    const layers = received(options.excludeLayers);
    throw new ArgumentError(`Muon: excludeLayers expects an array of regular expressions (received ${layers})`);
  }
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

/** The factors of `x`, `x³` and `x⁵` in a step of the iteration. */
type Factors = readonly [first: number, third: number, fifth: number];

/** A matrix of the same singular vectors whose singular values are about 1, by Newton's and Schulz' iteration. */
function orthogonalized(
  matrix: tf.Tensor2D,
  steps: number,
  [first, third, fifth]: Factors,
  step: Pick<Step, 'scalar'>,
): tf.Tensor2D {
  const [rows, columns] = matrix.shape;
  // The product of the matrix and its transpose is the smaller the fewer rows there are.
  const wide = rows > columns ? tf.transpose(matrix) : matrix;
  let result = tf.div<tf.Tensor2D>(wide, tf.add(tf.norm(wide), step.scalar(1e-7)));
  for (let count = 0; count < steps; count++) {
    const square = tf.matMul(result, result, false, true);
    const fourth = tf.matMul(square, square);
    const odd = tf.add<tf.Tensor2D>(tf.mul(square, step.scalar(third)), tf.mul(fourth, step.scalar(fifth)));
    result = tf.add(tf.mul(result, step.scalar(first)), tf.matMul(odd, result));
  }
  return rows > columns ? tf.transpose(result) : result;
}
