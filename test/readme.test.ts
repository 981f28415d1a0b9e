import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as library from 'tupleflow';
import { callbacks, constraints, initializers, losses, metrics, optimizers, regularizers } from 'tupleflow';
import ts from 'typescript-6';
import { describe, expect, it } from 'vitest';
import { compileSnippet } from '../examples/compile-snippet.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}/README.md`, 'utf8');

/** The code of the blocks that are marked `ts`, every line at its place in the README, as one program. */
const source = (() => {
  let isCode = false;
  return readme.split('\n').map((line) => {
    if (line.startsWith('```')) isCode = line === '```ts';
    return isCode && !line.startsWith('```') ? line : '';
  });
})();

const { program, file, diagnostics } = compileSnippet(source.join('\n'), 'readme.ts');
const checker = program.getTypeChecker();

/** An error as the README shows it, or as the compiler finds it; lines and columns count from 1 and 0. */
interface Squiggle {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
}

const shownErrors: readonly Squiggle[] = source.flatMap((text, index) => {
  const [, before, squiggle, message] = /^(\/\/ *)(~+) (.+)$/.exec(text) ?? [];
  if (before === undefined || squiggle === undefined || message === undefined) return [];
  return [{ line: index, column: before.length, length: squiggle.length, message }];
});

const foundErrors: readonly Squiggle[] = diagnostics.map(({ start = 0, length = 0, messageText }) => {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  // The sentence is the name of the type that the argument should have.
  const sentence = /'"(.+)"'/.exec(text)?.[1] ?? text;
  return { line: line + 1, column: character, length, message: sentence };
});

/** The variables whose types the README states behind them, with what it states. */
const statedTypes = file.statements.filter(ts.isVariableStatement).flatMap((statement) => {
  const end = statement.getEnd();
  const [, stated] = /^ *\/\/ (\w+<.+>)$/.exec(file.text.slice(end, file.text.indexOf('\n', end))) ?? [];
  const [declaration] = statement.declarationList.declarations;
  return stated === undefined || declaration === undefined
    ? []
    : [[declaration.name.getText(), stated, declaration.name] as const];
});

describe('README', () => {
  it('has just the errors that it shows, each under the argument that is wrong', () => {
    expect(foundErrors).toEqual(shownErrors);
    expect(shownErrors.length).toBeGreaterThanOrEqual(3);
  });

  it.each(statedTypes)('says what an editor shows for %s: %s', (_, stated, name) => {
    const { NoTruncation, UseAliasDefinedOutsideCurrentScope } = ts.TypeFormatFlags;
    const type = checker.getTypeAtLocation(name);
    expect(checker.typeToString(type, name, NoTruncation | UseAliasDefinedOutsideCurrentScope)).toBe(stated);
  });

  it('states the types of many variables', () => {
    expect(statedTypes.length).toBeGreaterThanOrEqual(15);
    expect(statedTypes.length).toBe(source.filter((line) => /\/\/ (SymbolicTensor|Tensor)</.test(line)).length);
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
