import { readdirSync } from 'node:fs';
import { backendName, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { onNative } from '../backends/tested.js';
import { withoutLeaks } from './without-leaks.js';

const folder = new URL('../../examples/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'run.ts');

onNative(() =>
  describe('examples on node', () => {
    beforeAll(() => setBackend('node'));

    it('run small, and free every tensor', async () => {
      let count = 0;
      for (const file of files) {
        const { run } = (await import(new URL(file, folder).href)) as { run?: (size: 'small') => unknown };
        if (!run) continue;
        count++;
        await withoutLeaks(() => run('small'));
      }
      expect(count).toBeGreaterThanOrEqual(10);
      expect(backendName()).toBe('node');
    }, 300_000);
  }),
);
