import * as library from 'tupleflow';
import ts from 'typescript-6';
import { expect, it } from 'vitest';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import { versions } from '../compilers.js';
import { failures } from './failures.js';
import { genericFunctions } from './generic-functions.js';

const minutes = 60_000;
const cases = Object.entries(genericFunctions);
const exported = Object.entries(library).filter(([name]) => !name.endsWith('Error'));
const names = exported.map(([name]) => name);

it('generic functions are exact where they are called, but for those that are listed', {
  timeout: 5 * minutes,
}, async () => {
  const sections = versions.map((version) => {
    const listed = failures(version);
    return [`TypeScript ${version}: ${cases.length - listed.length} of ${cases.length} are exact`, ...listed].join(
      '\n',
    );
  });
  await expect(`${sections.join('\n\n')}\n`).toMatchFileSnapshot('not-yet.txt');
});

it.each(cases)('at run time, %s gives the same', (_, { text, call, gives, wrong, says }) => {
  const run = (expression: string) => {
    const { outputText } = ts.transpileModule(`${text}\nreturn ${expression};`, {
      compilerOptions: { target: ts.ScriptTarget.ES2022 },
    });
    return new Function(...names, outputText)(...exported.map(([, value]) => value)) as Shaped;
  };
  expect(JSON.stringify(shapesOf(run(call))).replaceAll(',', ', ')).toMatch(
    new RegExp(`^${gives.replace(/[[\]]/g, '\\$&').replace('number', '\\d+')}$`),
  );
  // What the compiler says in its own words need not fail.
  if (says.includes(' expects ')) expect(() => run(wrong)).toThrow(says);
});

type Shaped = SymbolicTensor | readonly SymbolicTensor[];

function shapesOf(result: Shaped): unknown {
  return Array.isArray(result) ? result.map(shapesOf) : (result as SymbolicTensor).shape;
}
