import { describe, expect, it } from 'vitest';
import { documentedCode, runDocumentedCode } from './documented-code.js';

const code = documentedCode('docs/blocks.md');

describe('the page about blocks', () => {
  it('has just the errors that it shows, each under the argument that is wrong', () => {
    expect(code.foundErrors).toEqual(code.shownErrors);
  });

  it.each(code.types)('says what an editor shows for %s: %s', (_, stated, found) => {
    expect(found).toBe(stated);
  });

  it('states the types of many variables, which are the shapes at run time', async () => {
    expect(code.types.length).toBeGreaterThanOrEqual(15);
    const variables = await runDocumentedCode(code);
    const shapes = code.types.map(([name]) => {
      const { shape } = variables[name] as { readonly shape: readonly unknown[] };
      return [name, `SymbolicTensor<[${shape.map(String).join(', ')}]>`];
    });
    expect(shapes).toEqual(code.types.map(([name, stated]) => [name, stated]));
  });
});
