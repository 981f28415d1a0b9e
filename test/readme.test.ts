import { existsSync, readFileSync } from 'node:fs';
import * as library from 'tupleflow';
import { callbacks, constraints, initializers, losses, metrics, optimizers, regularizers } from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { documentedCode, root } from './docs/documented-code.js';

const readme = readFileSync(`${root}/README.md`, 'utf8');
const { source, shownErrors, foundErrors, types } = documentedCode('README.md');

describe('README', () => {
  it('has just the errors that it shows, each under the argument that is wrong', () => {
    expect(foundErrors).toEqual(shownErrors);
    expect(shownErrors.length).toBeGreaterThanOrEqual(3);
  });

  it.each(types)('says what an editor shows for %s: %s', (_, stated, found) => {
    expect(found).toBe(stated);
  });

  it('states the types of many variables', () => {
    expect(types.length).toBeGreaterThanOrEqual(15);
    expect(types.length).toBe(source.filter((line) => /\/\/ (SymbolicTensor|Tensor)</.test(line)).length);
  });

  it('is short at its start: twenty lines', () => {
    const first = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(first.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });

  it('names every layer, by one of its names', () => {
    const layers = Object.entries(library).filter(
      ([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function' && !name.endsWith('Error'),
    );
    for (const [, layer] of layers) {
      const names = layers.flatMap(([name, value]) => (value === layer ? [name] : []));
      expect(readme).toMatch(new RegExp(`\`(${names.join('|')})\\(`));
    }
  });

  it.each(Object.entries({ losses, metrics, optimizers, initializers, regularizers, constraints, callbacks }))(
    'names what is in %s, and nothing else',
    (namespace, content) => {
      const listed = [...rowOf(namespace).matchAll(/`(\w+)`/g)].map(([, name]) => name as string).slice(1);
      const made = Object.keys(content).filter((name) => /^[A-Z]/.test(name));
      // A metric that is a loss is said once, as a loss.
      const isLoss = (name: string) => namespace === 'metrics' && name in losses && !listed.includes(name);
      expect(listed.sort()).toEqual(made.filter((name) => !isLoss(name)).sort());
    },
  );

  it('names every activation', () => {
    const aliases = ['hardSwish', 'swish'];
    const listed = [...rowOf('activations').matchAll(/`(\w+)`/g)].map(([, name]) => name as string).slice(1);
    expect(listed.sort()).toEqual(
      Object.keys(library.activations)
        .filter((name) => !aliases.includes(name))
        .sort(),
    );
  });

  it('names every operation', () => {
    const listed = [...rowOf('ops').matchAll(/`(\w+)`/g)].map(([, name]) => name as string).slice(1);
    expect(listed.sort()).toEqual(Object.keys(library.ops).sort());
  });

  it('gives commands and links that exist', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> };
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
    for (const name of ['start', 'test', 'example']) expect(scripts[name], name).toBeDefined();
    for (const [, link] of readme.matchAll(/\]\(([^):]+)\)/g)) expect(existsSync(`${root}/${link}`), link).toBe(true);
  });
});

function rowOf(namespace: string): string {
  return readme.split('\n').find((line) => line.startsWith(`| \`${namespace}\` |`)) ?? '';
}
