import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCosts, perCall } from '../../bench/call-costs.js';
import { CostMeter } from '../../bench/instantiations.js';
import { layerStacks, type StackName } from '../../bench/layer-stacks.js';

const minutes = 60_000;

/** The most that a layer, or a model of one, may cost in stacks of two sizes, in instantiations. What was measured is up to a quarter less. */
const budgets: Readonly<Record<StackName, readonly [fewer: number, more: number, budget: number]>> = {
  'one statement a layer': [200, 800, 290],
  pipe: [100, 400, 245],
  'Sequential, a list': [100, 400, 230],
  'Sequential, add': [100, 400, 440],
  'Sequential without an input': [100, 400, 345],
  'residual blocks of Conv2D': [60, 240, 410],
  'attention by operations': [50, 200, 375],
  'models, compiled and trained': [10, 40, 4100],
};

describe.each(['6', '7'] as const)('the cost of types, TypeScript %s', (version) => {
  let meter: CostMeter;
  beforeAll(() => {
    meter = new CostMeter(version);
  }, minutes);
  afterAll(() => meter.dispose());

  // TypeScript 7 parses on several threads, in no time that could be compared.
  it.runIf(version === '6')(
    'importing everything costs less than the standard library',
    { timeout: 2 * minutes },
    () => {
      const { seconds, empty } = meter.importing(3);
      // Measured: a fifth of it on a quiet machine, three quarters on one with two other compilers at work.
      expect(seconds).toBeLessThan(empty);
    },
  );

  it.each(Object.keys(budgets) as StackName[])('%s', { timeout: 2 * minutes }, (name) => {
    const [fewer, more, budget] = budgets[name];
    const perLayer = (layers: number) => meter.measure(layerStacks[name](layers)).instantiations / layers;
    const [least, most] = [perLayer(fewer), perLayer(more)];
    expect(least).toBeLessThanOrEqual(budget);
    // Linear: a layer costs no more among many.
    expect(most).toBeLessThanOrEqual(1.05 * least);
    // A program that did not compile to shapes would cost next to nothing.
    expect(most).toBeGreaterThan(20);
  });

  it.each(Object.entries(callCosts))('one more call: %s', { timeout: 2 * minutes }, (_, { ceiling, statement }) => {
    expect(perCall(statement, (program) => meter.measure(program).instantiations)).toBeLessThanOrEqual(ceiling);
  });
});
