import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready } from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentedCode, runDocumentedCode } from './documented-code.js';

const code = documentedCode('docs/files.md');
const before = process.cwd();
let folder: string;

beforeAll(async () => {
  await ready();
  folder = mkdtempSync(join(tmpdir(), 'tupleflow-docs-'));
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('the page about files', () => {
  it('has no errors', () => {
    expect(code.foundErrors).toEqual(code.shownErrors);
  });

  it.each(code.types)('says what an editor shows for %s: %s', (_, stated, found) => {
    expect(found).toBe(stated);
  });

  it('does what it says', async () => {
    const { classNames, missing, cut } = await runDocumentedCode(code);
    expect(classNames).toEqual(['Gated', 'Functional']);
    expect(missing).toMatch(/^DataError: loadModel expects a file that can be read \(received 'nowhere\.keras'/);
    expect(cut).toMatch(/^DataError: loadModel/);
    expect(readdirSync(folder).sort()).toEqual([
      'checkpoint-01.keras',
      'checkpoint-02.keras',
      'checkpoint-03.keras',
      'gated.keras',
      'points.keras',
      'points.weights.h5',
    ]);
  });
});
