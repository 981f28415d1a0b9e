import { setBackend } from 'tupleflow';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errorClasses, exported } from './exported.js';
import { layerCall, layerName, useLayer } from './layer-calls.js';
import { faultOf } from './outcome.js';
import { rightCall, throwing } from './right-calls.js';

const paths = [...exported.keys()].filter((path) => !errorClasses.includes(path));

describe('a right call of every export', () => {
  beforeAll(() => setBackend('wasm'));

  it('is written down', () => {
    const isMissing = (path: string) => layerName(path, exported.get(path)) === undefined && !rightCall(path);
    expect(paths.filter(isMissing)).toEqual([]);
  });

  it.each(paths)('%s returns, and leaves no tensor behind', async (path) => {
    const make = exported.get(path) as (...given: readonly unknown[]) => unknown;
    const name = layerName(path, make);
    const fault = await faultOf(() => {
      if (name !== undefined) {
        const { given, on } = layerCall(name, 0);
        return {
          given: [...given, ...on],
          run: () => {
            const layer = make(...given);
            try {
              useLayer(layer as never, on);
            } finally {
              (layer as { dispose(): void }).dispose();
            }
            hasReturned = true;
          },
        };
      }
      const { given, use } = rightCall(path) ?? { given: [] };
      return {
        given,
        run: async () => {
          const made = await make(...given);
          await use?.(made as never);
          hasReturned = true;
          return made;
        },
      };
    });
    expect(fault).toBeUndefined();
    expect(hasReturned).toBe(!throwing.includes(path));
  });

  let hasReturned = false;
  afterEach(() => {
    hasReturned = false;
  });
});
