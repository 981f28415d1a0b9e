import { describe, expect, it } from 'vitest';
import { ArgumentError } from '../../../src/errors.js';
import { learningRateAt, SGD } from '../../../src/optimizers/index.js';
import {
  CosineDecay,
  CosineDecayRestarts,
  ExponentialDecay,
  InverseTimeDecay,
  PiecewiseConstantDecay,
  PolynomialDecay,
  type Schedule,
} from '../../../src/optimizers/schedules/index.js';
import { expectClose } from '../../losses/close.js';

const rates = (schedule: Schedule, iterations: number[]) => iterations.map((iteration) => schedule(iteration));

describe('schedules', () => {
  it('are what an optimizer takes as learning rate', () => {
    const learningRate = ExponentialDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: 0.5 });
    const optimizer = SGD({ learningRate });
    expect(optimizer.options.learningRate).toBe(learningRate);
    expect(learningRateAt(optimizer.learningRate, 3)).toBe(0.125);
  });

  it('are frozen, with all of their options, lists included', () => {
    const boundaries = [1];
    const schedule = PiecewiseConstantDecay({ boundaries, values: [2, 1] });
    boundaries[0] = 5;
    expect(rates(schedule, [0, 1, 2])).toEqual([2, 2, 1]);
    expect(schedule.options).toEqual({ boundaries: [1], values: [2, 1], name: 'PiecewiseConstant' });
    for (const part of [schedule, schedule.options, schedule.options.values]) expect(Object.isFrozen(part)).toBe(true);
    const cosine = CosineDecay({ initialLearningRate: 1, decaySteps: 2 });
    expect(cosine.options).toEqual({
      initialLearningRate: 1,
      decaySteps: 2,
      alpha: 0,
      warmupTarget: null,
      warmupSteps: 0,
      name: 'CosineDecay',
    });
    expect(CosineDecay(cosine.options as never).options).toEqual(cosine.options);
  });

  it('decay in stairs', () => {
    const options = { initialLearningRate: 1, decaySteps: 2, decayRate: 1, staircase: true };
    expect(rates(InverseTimeDecay(options), [0, 1, 2, 3, 4])).toEqual([1, 1, 1 / 2, 1 / 2, 1 / 3]);
  });

  it('decay in cycles, each over more steps', () => {
    const schedule = PolynomialDecay({ initialLearningRate: 1, decaySteps: 2, endLearningRate: 0, cycle: true });
    expectClose(rates(schedule, [0, 1, 2, 3, 4, 5]), [1, 0.5, 0, 0.25, 0, 1 / 6], 1e-12);
  });

  it('leave what alpha says', () => {
    expectClose(rates(CosineDecay({ initialLearningRate: 2, decaySteps: 2, alpha: 0.1 }), [0, 2, 9]), [2, 0.2, 0.2]);
    expectClose(rates(CosineDecay({ initialLearningRate: 2, decaySteps: 2, warmupTarget: 4 }), [0, 2]), [4, 0]);
  });

  it('restart lower, and as often as wanted', () => {
    const options = { initialLearningRate: 1, firstDecaySteps: 2, mMul: 0.5, alpha: 0.2 };
    expectClose(rates(CosineDecayRestarts({ ...options, tMul: 1 }), [0, 1, 2, 4]), [1, 0.6, 0.6, 0.4]);
    expectClose(rates(CosineDecayRestarts({ ...options, tMul: 3 }), [0, 2, 5, 8]), [1, 0.6, 0.4, 0.4]);
  });

  it('hold one learning rate without boundaries', () => {
    expect(rates(PiecewiseConstantDecay({ boundaries: [], values: [3] }), [0, 7])).toEqual([3, 3]);
  });

  const stepwise = { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 };
  it.each([
    [
      () => ExponentialDecay({} as never),
      'ExponentialDecay: initialLearningRate expects a number that is 0 or more (received undefined)',
    ],
    [
      () => ExponentialDecay({ ...stepwise, decaySteps: 0 }),
      'ExponentialDecay: decaySteps expects a number that is more than 0 (received 0)',
    ],
    [() => InverseTimeDecay({ ...stepwise, decayRate: Number.NaN }), 'InverseTimeDecay: decayRate expects'],
    [
      () => InverseTimeDecay({ ...stepwise, staircase: 1 } as never),
      'InverseTimeDecay: staircase expects true or false (received 1)',
    ],
    [() => ExponentialDecay({ ...stepwise, decay_steps: 1 } as never), "did you mean 'decaySteps'?"],
    [() => PolynomialDecay({ initialLearningRate: 1, decaySteps: 1, power: -1 }), 'PolynomialDecay: power expects'],
    [
      () => PiecewiseConstantDecay({ boundaries: [1], values: [1] }),
      'values expects one number more than boundaries (received 1 values, 1 boundaries)',
    ],
    [
      () => PiecewiseConstantDecay({ boundaries: [2, 2], values: [1, 1, 1] }),
      'boundaries expects numbers in rising order (received 2 after 2)',
    ],
    [
      () => PiecewiseConstantDecay({ boundaries: 'no', values: [] } as never),
      "boundaries expects an array of finite numbers (received 'no')",
    ],
    [
      () => CosineDecay({ initialLearningRate: 1, decaySteps: 1, warmupSteps: 3 }),
      'CosineDecay expects warmupTarget with warmupSteps (received warmupSteps 3)',
    ],
    [
      () => CosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 1, tMul: 0.5 }),
      'tMul expects a number that is 1 or more (received 0.5)',
    ],
  ])('are checked: %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });
});
