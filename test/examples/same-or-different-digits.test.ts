import { clearSession } from 'tupleflow';
import { scalePixels } from 'tupleflow/datasets';
import { describe, expect, it } from 'vitest';
import { digitPairs } from '../../examples/digit-pairs.js';
import { loadDigits } from '../../examples/load-digits.js';
import { guideModel, run } from '../../examples/same-or-different-digits.js';
import { withoutLeaks } from './without-leaks.js';

describe('same-or-different-digits', () => {
  it('judges 90% or more of the pairs of unseen digits rightly', async () => {
    const { result, text } = await withoutLeaks(() => run());
    expect(result.accuracy).toBeGreaterThanOrEqual(0.9);
    expect(text).toMatch(/\d+% the same +\((the same|different)\)/);
  }, 300_000);

  it('runs small', async () => {
    const { result } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.2);
  });

  it("builds the guide's model, whose vision model is shared", () => {
    clearSession();
    const model = guideModel();
    expect(model.outputs.shape).toEqual([null, 1]);
    expect(model.countParams()).toBe(53_057);
    expect(model.getLayer('concatenate').outputShape).toEqual([null, 15_488]);
  });
});

describe('digitPairs', () => {
  it('pairs the same digit and two different ones in turn', async () => {
    const { test } = await loadDigits();
    const images = scalePixels(test.images).data;
    const labelsByImage = new Map<string, number>();
    for (const [place, label] of test.labels.data.entries()) {
      labelsByImage.set(images.subarray(place * 64, (place + 1) * 64).join(), label);
    }
    const pairs = digitPairs(test, 100, 1);
    for (let pair = 0; pair < 100; pair++) {
      const [labelA, labelB] = [pairs.imagesA, pairs.imagesB].map((side) =>
        labelsByImage.get(side.subarray(pair * 64, (pair + 1) * 64).join()),
      );
      expect(labelA).toBeDefined();
      expect(labelB).toBeDefined();
      expect(labelA === labelB).toBe(pair % 2 === 0);
      expect(pairs.areSame[pair]).toBe(pair % 2 === 0 ? 1 : 0);
    }
  });
});
