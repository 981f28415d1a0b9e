import { describe, expect, it } from 'vitest';
import { run } from '../../examples/zoo.js';
import { withoutLeaks } from './without-leaks.js';

describe('zoo', () => {
  it('describes all models, and takes no memory for it', async () => {
    const { result, text } = await withoutLeaks(() => run());
    expect(Object.keys(result.parameters)).toHaveLength(38);
    expect(result.parameters).toMatchObject({ VGG16: 138_357_544, ResNet152: 60_419_944, 'GPT-2, small': 124_439_808 });
    expect(text).toMatch(/^EfficientNetB7 +66,658,687 parameters +\d+ ms$/m);
  });

  it('describes one in a small run', async () => {
    const { result } = await withoutLeaks(() => run('small'));
    expect(result.parameters).toEqual({ VGG16: 138_357_544 });
  });
});
