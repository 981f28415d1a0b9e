import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError } from '../../src/errors.js';
import { applyRule } from '../../src/optimizers/apply-optimizer.js';
import {
  Adadelta,
  Adafactor,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  applyOptimizer,
  defineOptimizer,
  Ftrl,
  finalWeights,
  initialSlots,
  Lamb,
  Lion,
  Muon,
  Nadam,
  type Optimizer,
  RMSprop,
  resolveOptimizer,
  ScheduleFreeAdamW,
  SGD,
  type SlottedWeight,
  scaleLoss,
} from '../../src/optimizers/index.js';
import { expectClose } from '../losses/close.js';

interface Run {
  /** The weight after each step. */
  readonly weights: number[][];
  /** The slots after the last. */
  readonly slots: number[][];
  readonly final: number[] | null;
}

/** A weight of zeros. */
function ofShape(shape: number[], path = 'dense/kernel'): SlottedWeight {
  return { shape, path, value: tf.zeros(shape) };
}

/** Steps of one weight with the gradients given. */
function run(optimizer: Optimizer, gradients: number[][], start = [1, -2]): Run {
  const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
  tf.engine().startScope();
  let weights: readonly tf.Tensor[] = [tf.tensor1d(start)];
  let slots: readonly (readonly tf.Tensor[])[] = [initialSlots(optimizer, ofShape([start.length]))];
  const trail = gradients.map((gradient, iteration) => {
    ({ weights, slots } = applyOptimizer(optimizer, weights, [tf.tensor1d(gradient)], slots, iteration));
    return numbers(weights[0] as tf.Tensor);
  });
  const final = finalWeights(optimizer, slots);
  const result = {
    weights: trail,
    slots: (slots[0] ?? []).map(numbers),
    final: final && numbers(final[0] as tf.Tensor),
  };
  tf.engine().endScope();
  return result;
}

const expectTrail = (received: number[][], wanted: number[][]) => {
  for (const [index, values] of wanted.entries()) expectClose(received[index] ?? [], values, 1e-6);
};

describe('applyOptimizer', () => {
  beforeAll(() => setBackend('cpu'));

  it('makes no step without weights', () => {
    expect(applyOptimizer(SGD({ globalClipnorm: 1 }), [], [], [], 0)).toEqual({ weights: [], slots: [] });
  });

  it('lets weights decay before the step', () => {
    expectTrail(run(SGD({ learningRate: 0.5, weightDecay: 0.1 }), [[1, 0]]).weights, [[1 * 0.95 - 0.5, -1.9]]);
    expectTrail(run(AdamW({ learningRate: 0.5 }), [[0, 0]]).weights, [[1 - 0.002, -2 + 0.004]]);
  });

  it('clips values, the norm of each weight, and that of all', () => {
    expectTrail(run(SGD({ learningRate: 1, clipvalue: 0.5 }), [[3, -0.25]]).weights, [[0.5, -1.75]]);
    expectTrail(
      run(SGD({ learningRate: 1, clipnorm: 1 }), [
        [3, 4],
        [0.3, 0.4],
        [0, 0],
      ]).weights,
      [
        [0.4, -2.8],
        [0.1, -3.2],
        [0.1, -3.2],
      ],
    );
    const [first, second] = tf.tidy(() => {
      const { weights } = applyOptimizer(
        SGD({ learningRate: 1, globalClipnorm: 1 }),
        [tf.zeros([1]), tf.zeros([1, 1])],
        [tf.tensor1d([3]), tf.tensor2d([[4]])],
        [[], []],
        0,
      );
      return weights.map((weight) => weight.dataSync()[0] as number);
    });
    expect(first).toBeCloseTo(-0.6, 6);
    expect(second).toBeCloseTo(-0.8, 6);
  });

  it('averages gradients over steps, and waits', () => {
    const optimizer = SGD({ learningRate: 1, gradientAccumulationSteps: 2 });
    const { weights, slots } = run(optimizer, [
      [1, 0],
      [3, 2],
      [8, 0],
    ]);
    expectTrail(weights, [
      [1, -2],
      [-1, -3],
      [-1, -3],
    ]);
    expect(slots).toEqual([[8, 0]]);
  });

  it('counts updates, not steps, for the rule', () => {
    const waiting = run(Adam({ gradientAccumulationSteps: 2 }), [
      [1, 2],
      [1, 2],
      [3, 0],
      [3, 0],
    ]).weights;
    const plain = run(Adam(), [
      [1, 2],
      [3, 0],
    ]).weights;
    expectTrail([waiting[1] ?? [], waiting[3] ?? []], plain);
  });

  it('keeps a moving average, which begins with the weights after the first step', () => {
    const { weights, final } = run(SGD({ learningRate: 1, useEma: true, emaMomentum: 0.9 }), [
      [1, 0],
      [1, 0],
    ]);
    expectTrail(weights, [
      [0, -2],
      [-1, -2],
    ]);
    expectClose(final ?? [], [0.9 * 0 + 0.1 * -1, -2], 1e-6);
  });

  it('puts the average in the place of the weights time and again', () => {
    const optimizer = SGD({ learningRate: 1, useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 2 });
    expectTrail(
      run(optimizer, [
        [1, 0],
        [1, 0],
        [1, 0],
      ]).weights,
      [
        [0, -2],
        [-0.5, -2],
        [-1.5, -2],
      ],
    );
  });

  it('takes gradients of a loss that is scaled', () => {
    const optimizer = SGD({ learningRate: 1, lossScaleFactor: 4, clipvalue: 3 });
    expectTrail(run(optimizer, [[8, 40]]).weights, [[-1, -5]]);
    expect(tf.tidy(() => scaleLoss(optimizer, tf.scalar(3)).dataSync()[0])).toBe(12);
    const loss = tf.scalar(3);
    expect(scaleLoss(SGD(), loss)).toBe(loss);
    loss.dispose();
  });

  it('has no final weights of its own without an average', () => {
    expect(run(SGD(), [[1, 0]]).final).toBeNull();
  });

  it('asks a function for the learning rate, by steps', () => {
    const optimizer = SGD({ learningRate: (iteration) => 1 / (iteration + 1), gradientAccumulationSteps: 2 });
    expectTrail(
      run(optimizer, [
        [1, 0],
        [1, 0],
      ]).weights,
      [
        [1, -2],
        [0.5, -2],
      ],
    );
  });

  it('takes another learning rate', () => {
    const { weights } = tf.tidy(() => {
      const applied = applyOptimizer(SGD(), [tf.scalar(1)], [tf.scalar(1)], [[]], 0, 0.25);
      return { weights: applied.weights.map((weight) => weight.dataSync()[0]) };
    });
    expect(weights).toEqual([0.75]);
  });

  it('leaves what it is given as it is, and returns unchanged what does not change', () => {
    tf.tidy(() => {
      const optimizer = SGD({ momentum: 0.9, gradientAccumulationSteps: 2 });
      const weight = tf.tensor1d([1]);
      const slots = initialSlots(optimizer, ofShape([1]));
      const applied = applyOptimizer(optimizer, [weight], [tf.tensor1d([1])], [slots], 0);
      expect(applied.weights[0]).toBe(weight);
      expect(applied.slots[0]?.[0]).toBe(slots[0]);
      expect(slots.map((slot) => slot.dataSync()[0])).toEqual([0, 0]);
    });
  });

  it('makes the same scalars once for all weights', () => {
    const tensorsMade = (count: number) =>
      tf.tidy(() => {
        const list = (value: number) => Array.from({ length: count }, () => tf.scalar(value));
        const [weights, gradients, slots] = [list(1), list(1), list(0).map((slot) => [slot])];
        const before = tf.memory().numTensors;
        applyRule(RMSprop(), weights, gradients, slots, 0);
        return tf.memory().numTensors - before;
      });
    // Four numbers that all weights share, and what each has of its own.
    expect(tensorsMade(6) - 4).toBe(6 * (tensorsMade(1) - 4));
  });
});

describe('the rules of optimizers', () => {
  beforeAll(() => setBackend('cpu'));

  it('keep means of rows and columns in the place of a tensor: Adafactor', () => {
    const optimizer = Adafactor();
    const shapes = (shape: number[]) =>
      tf.tidy(() => initialSlots(optimizer, ofShape(shape)).map((slot) => slot.shape));
    expect(shapes([])).toEqual([[]]);
    expect(shapes([5])).toEqual([[5]]);
    expect(shapes([2, 3, 4])).toEqual([
      [2, 3],
      [2, 4],
    ]);
    const changes = tf.tidy(() => {
      const weight = tf.ones([2, 3, 4]);
      const slots = [initialSlots(optimizer, ofShape([2, 3, 4]))];
      const { weights } = applyOptimizer(optimizer, [weight], [tf.ones([2, 3, 4])], slots, 0);
      return [...(weights[0] as tf.Tensor).dataSync()];
    });
    expectClose(changes, new Array(24).fill(1 - 0.001), 1e-6);
  });

  it('start sums of squares as they are told: Adagrad, Ftrl', () => {
    expect(run(Adagrad({ initialAccumulatorValue: 0.5 }), [[1, 0]]).slots).toEqual([[1.5, 0.5]]);
    expect(run(Ftrl({ initialAccumulatorValue: 2 }), [[1, 0]]).slots[0]).toEqual([3, 2]);
  });

  it('make weights exactly zero: Ftrl', () => {
    const { weights } = run(Ftrl({ learningRate: 1, l1RegularizationStrength: 2 }), [[1, 1]], [0.5, 0.5]);
    expect(weights).toEqual([[0, 0]]);
  });

  it('shrink weights, and make first steps smaller: Ftrl', () => {
    const options = { learningRate: 1, initialAccumulatorValue: 1 };
    expectTrail(run(Ftrl({ ...options, l2ShrinkageRegularizationStrength: 0.5 }), [[0, 0]], [1, 2]).weights, [
      [-1, -2],
    ]);
    expectTrail(run(Ftrl({ ...options, beta: 1 }), [[1, 0]], [0, 0]).weights, [[-1 / (Math.SQRT2 + 1), 0]]);
  });

  it('step by the learning rate from weights that are all zero: Lamb', () => {
    expectTrail(run(Lamb({ learningRate: 0.5 }), [[3, -3]], [0, 0]).weights, [[-0.5, 0.5]]);
    expectTrail(run(Lamb({ learningRate: 0.5 }), [[0, 0]], [1, 2]).weights, [[1, 2]]);
  });

  it('are for matrices, and not for all of them: Muon', () => {
    const slots = (optimizer: Optimizer, path: string, shape = [2, 3]) =>
      tf.tidy(() => optimizer.slots(ofShape(shape, path)).map(({ name }) => name));
    const ofAdam = ['momentum', 'velocity'];
    expect(slots(Muon(), 'dense/kernel')).toEqual(['momentum']);
    expect(slots(Muon(), 'dense/bias', [3])).toEqual(ofAdam);
    expect(slots(Muon(), 'conv2d/kernel', [3, 3, 2, 4])).toEqual(ofAdam);
    expect(slots(Muon(), 'Embedding_1/embeddings')).toEqual(ofAdam);
    expect(slots(Muon({ excludeEmbeddings: false }), 'embedding/embeddings')).toEqual(['momentum']);
    expect(slots(Muon({ excludeLayers: ['^last/', 'x$'] }), 'last/kernel')).toEqual(ofAdam);
    expect(slots(Muon({ excludeLayers: ['^last/', 'x$'] }), 'dense/last')).toEqual(['momentum']);
  });

  it('orthogonalize: Muon', () => {
    const turned = tf.tidy(() => {
      const optimizer = Muon({
        learningRate: 1,
        weightDecay: null,
        rmsRate: null,
        nsSteps: 20,
        muonA: 1.5,
        muonB: -0.5,
        muonC: 0,
      });
      const gradient = tf.tensor2d([3, 1, 0.5, 1, 2, 0], [2, 3]);
      const slots = [initialSlots(optimizer, ofShape([2, 3]))];
      const [weight] = applyOptimizer(optimizer, [tf.zeros([2, 3])], [gradient], slots, 0).weights as [tf.Tensor2D];
      return [...tf.matMul(weight, weight, false, true).dataSync()];
    });
    expectClose(turned, [1, 0, 0, 1], 1e-5);
  });

  it('start from the weight: ScheduleFreeAdamW', () => {
    const slots = tf.tidy(() => {
      const value = tf.tensor1d([1, 2]);
      return initialSlots(ScheduleFreeAdamW(), { shape: [2], path: 'dense/bias', value }).map((slot) => [
        ...slot.dataSync(),
      ]);
    });
    expect(slots).toEqual([
      [1, 2],
      [0, 0],
    ]);
  });

  it('hold after many steps: Nadam', () => {
    const weight = tf.tidy(() => {
      const slots = [[tf.ones([1]), tf.ones([1])]];
      const { weights } = applyOptimizer(Nadam(), [tf.zeros([1])], [tf.ones([1])], slots, 1_000_000);
      return weights[0]?.dataSync()[0] as number;
    });
    expect(weight).toBeCloseTo(-0.001, 6);
  });
});

describe('the options of optimizers', () => {
  it.each([
    [() => Lion({ beta1: 0 as number }), 'Lion: beta1 expects a number above 0 and up to 1 (received 0)'],
    [
      () => Ftrl({ learningRatePower: 1 as number }),
      'Ftrl: learningRatePower expects a number that is 0 or less (received 1)',
    ],
    [() => Ftrl({ beta: -1 as number }), 'Ftrl: beta expects a number that is 0 or more (received -1)'],
    [
      () => Adafactor({ beta2Decay: 0.5 as number }),
      'Adafactor: beta2Decay expects a number that is 0 or less (received 0.5)',
    ],
    [() => Adafactor({ clipThreshold: 0 as number }), 'Adafactor: clipThreshold expects a number that is more than 0'],
    [
      () => Adagrad({ initialAccumulatorValue: -1 as number }),
      'Adagrad: initialAccumulatorValue expects a number that is 0 or',
    ],
    [() => Adadelta({ rho: 2 as number }), 'Adadelta: rho expects a number from 0 to 1 (received 2)'],
    [() => Adamax({ beta2: 2 as number }), 'Adamax: beta2 expects a number from 0 to 1 (received 2)'],
    [() => Nadam({ epsilon: -1 as number }), 'Nadam: epsilon expects a number that is 0 or more (received -1)'],
    [() => Lamb({ beta1: 2 as number }), 'Lamb: beta1 expects a number from 0 to 1 (received 2)'],
    [() => SGD({ momentum: 1.1 as number }), 'SGD: momentum expects a number from 0 to 1 (received 1.1)'],
    [() => SGD({ learningRate: -1 as number }), 'SGD: learningRate expects a number that is 0 or more (received -1)'],
    [() => SGD({ learningRate: Number.NaN }), 'SGD: learningRate expects'],
    [() => SGD({ learningRate: '0.1' as unknown as number }), "(received '0.1')"],
    [() => Adam({ beta_1: 0.9 } as object), "did you mean 'beta1'?"],
    [() => Adam({ lossScale: 2 } as object), "The options are 'beta1'"],
    [
      () => Adam({ lossScaleFactor: 0 as number }),
      'Adam: lossScaleFactor expects a number that is more than 0 (received 0)',
    ],
    [() => Muon({ nsSteps: 0 as number }), 'Muon: nsSteps expects an integer from 1 (received 0)'],
    [() => Muon({ rmsRate: -1 as number }), 'Muon: rmsRate expects a number that is 0 or more (received -1)'],
    [() => Muon({ muonA: Number.POSITIVE_INFINITY }), 'Muon: muonA expects a finite number (received Infinity)'],
    [() => Muon({ momentum: null as never }), 'Muon: momentum expects a number (received null)'],
    [() => Muon({ excludeLayers: ['('] }), 'Muon: excludeLayers expects an array of regular expressions'],
    [() => Muon({ excludeLayers: 'dense' as never }), "(received 'dense')"],
    [() => ScheduleFreeAdamW({ beta1: 0 as number }), 'ScheduleFreeAdamW: beta1 expects a number above 0 and up to 1'],
    [
      () => ScheduleFreeAdamW({ warmupSteps: -1 as number }),
      'ScheduleFreeAdamW: warmupSteps expects an integer from 0',
    ],
    [() => Adam({ clipnorm: 1, clipvalue: 1 }), "(received 'clipnorm' and 'clipvalue')"],
    [() => Adam({ clipnorm: 0 as number }), 'Adam: clipnorm expects a number that is more than 0 (received 0)'],
    [() => RMSprop({ rho: 2 as number }), 'RMSprop: rho expects a number from 0 to 1 (received 2)'],
    [() => RMSprop({ emaMomentum: 2 as number }), 'RMSprop: emaMomentum expects a number from 0 to 1'],
    [
      // @ts-expect-error RMSprop: gradientAccumulationSteps expects an integer from 2 (received 1)
      () => RMSprop({ gradientAccumulationSteps: 1 }),
      'gradientAccumulationSteps expects an integer from 2 (received 1)',
    ],
    // @ts-expect-error RMSprop: emaOverwriteFrequency expects an integer from 1 (received 0.5)
    [() => RMSprop({ emaOverwriteFrequency: 0.5 }), 'emaOverwriteFrequency expects an integer from 1 (received 0.5)'],
    [
      () => RMSprop({ weightDecay: -1 as number }),
      'RMSprop: weightDecay expects a number that is 0 or more (received -1)',
    ],
  ])('are checked: %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it("have Keras' defaults, and make an equal optimizer", () => {
    expect(RMSprop().options).toMatchObject({
      learningRate: 0.001,
      rho: 0.9,
      momentum: 0,
      epsilon: 1e-7,
      centered: false,
    });
    expect(Adam().options).toMatchObject({
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
      amsgrad: false,
    });
    expect(SGD().options).toMatchObject({ learningRate: 0.01, momentum: 0, nesterov: false, weightDecay: null });
    expect(AdamW().options.weightDecay).toBe(0.004);
    const { options } = AdamW({ weightDecay: 0.1, amsgrad: true });
    expect(AdamW(options).options).toEqual(options);
  });
});

describe('resolveOptimizer', () => {
  it.each([
    ['sgd', 'SGD'],
    ['rmsprop', 'RMSprop'],
    ['adam', 'Adam'],
    ['adamw', 'AdamW'],
    ['adadelta', 'Adadelta'],
    ['adafactor', 'Adafactor'],
    ['adagrad', 'Adagrad'],
    ['adamax', 'Adamax'],
    ['ftrl', 'Ftrl'],
    ['lamb', 'Lamb'],
    ['lion', 'Lion'],
    ['muon', 'Muon'],
    ['nadam', 'Nadam'],
    ['schedulefreeadamw', 'ScheduleFreeAdamW'],
  ] as const)('makes %s', (name, className) => {
    const optimizer = resolveOptimizer(name, 'compile: optimizer');
    expect([optimizer.className, optimizer.name]).toEqual([className, name]);
  });

  it('returns an optimizer as it is', () => {
    const optimizer = Adam();
    expect(resolveOptimizer(optimizer, 'compile: optimizer')).toBe(optimizer);
  });

  it.each(['valueOf', 'Adam', 'moun', null])('has no optimizer %s', (name) => {
    expect(() => resolveOptimizer(name as 'adam', 'compile: optimizer')).toThrow(ArgumentError);
  });

  it('takes one of the user', () => {
    const SignDescent = defineOptimizer<{ factor: number }>({
      className: 'SignDescent',
      name: 'signDescent',
      learningRate: 1,
      defaults: { factor: 1 },
      slots: () => [],
      update: (weight, gradient, _slots, { factor }, { learningRate }) => ({
        weight: tf.sub(weight, tf.mul(tf.sign(gradient), tf.mul(learningRate, factor))),
        slots: [],
      }),
    });
    expectTrail(run(SignDescent({ factor: 2, clipnorm: 1 }), [[5, -0.1]]).weights, [[-1, 0]]);
  });
});
