import { clearSession } from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { run } from '../../examples/nodes.js';
import { withoutLeaks } from './without-leaks.js';

describe('nodes', () => {
  it("gets the guide's errors and answers", async () => {
    clearSession();
    const { result, text } = await withoutLeaks(run);
    expect(result.outputError).toBe(
      'Layer lstm has multiple inbound nodes, hence the notion of "layer output" is ill-defined. ' +
        'Use `getOutputAt(nodeIndex)` instead.',
    );
    expect(result.inputShapeError).toBe(
      'Layer conv2d has multiple inbound nodes, hence the notion of "layer input shape" is ill-defined. ' +
        'Use `getInputShapeAt(nodeIndex)` instead.',
    );
    expect(text.match(/true/g)).toHaveLength(3);
    expect(text).toContain('conv.getInputShapeAt(1):\n  [null,3,64,64]');
  });
});
