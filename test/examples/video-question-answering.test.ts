import { describe, expect, it } from 'vitest';
import { guideModel, run } from '../../examples/video-question-answering.js';
import { withoutLeaks } from './without-leaks.js';

describe('video-question-answering', () => {
  it("builds the guide's model at no cost", async () => {
    await withoutLeaks(() => {
      const { encodedFrames, encodedVideo, merged, model } = guideModel();
      expect(encodedFrames.shape).toEqual([null, 100, 160_000]);
      expect(encodedVideo.shape).toEqual([null, 256]);
      expect(merged.shape).toEqual([null, 512]);
      expect(model.outputs.shape).toEqual([null, 1000]);
      expect(model.countParams()).toBe(169_436_968);
    });
  });

  it('trains a small one', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.05);
    expect(text).toMatch(/which way does the square go\? \w+ \((left|right)\)/);
  });
});
