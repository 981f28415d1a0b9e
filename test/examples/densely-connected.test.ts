import { describe, expect, it } from 'vitest';
import { run } from '../../examples/densely-connected.js';
import { withoutLeaks } from './without-leaks.js';

const editorError =
  "error TS2345: Argument of type 'SymbolicTensor<[null, 28, 28]>' is not assignable to parameter of type " +
  `'"model expects (null, 784) for input 0 (received (null, 28, 28))"'.`;

describe('densely-connected', () => {
  it('reads 95% or more of the digits that it has never seen, within a minute', async () => {
    const { result, text } = await withoutLeaks(() => run());
    expect(result.testAccuracy).toBeGreaterThanOrEqual(0.95);
    expect(result.trainAccuracy).toBeGreaterThanOrEqual(result.testAccuracy);
    expect(result.seconds).toBeLessThan(60);
    expect(text).toContain('Total params: 55,050');
    expect(text).toContain('Epoch 40/40');
    expect(text).toMatch(/\d \(it is \d\)/);
    expect(text).toContain(editorError);
    expect(text, 'colours where there is no terminal').not.toContain('\x1b');
  }, 300_000);

  it('runs small', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.testAccuracy).toBeGreaterThan(0.2);
    expect(text).toContain('Epoch 1/1');
  });
});
