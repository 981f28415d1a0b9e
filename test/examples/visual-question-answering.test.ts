import { describe, expect, it } from 'vitest';
import { guideModel, run } from '../../examples/visual-question-answering.js';
import { withoutLeaks } from './without-leaks.js';

describe('visual-question-answering', () => {
  it("builds the guide's model at no cost", async () => {
    await withoutLeaks(() => {
      const { encodedImage, encodedQuestion, merged, model, visionModel } = guideModel();
      expect(encodedImage.shape).toEqual([null, 160_000]);
      expect(encodedQuestion.shape).toEqual([null, 256]);
      expect(merged.shape).toEqual([null, 160_256]);
      expect(model.outputs.shape).toEqual([null, 1000]);
      expect(visionModel.countParams()).toBe(1_735_488);
      expect(model.countParams()).toBe(165_077_800);
    });
  });

  it('trains a small one', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.05);
    expect(text).toMatch(/what colour is the (left|right)\? \w+ \((red|green|blue)\)/);
  });
});
