import * as library from 'tupleflow';
import ts from 'typescript-6';
import { expect, it } from 'vitest';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import { type Version, versions } from '../compilers.js';
import { sentence } from '../mistakes/verdict.js';
import { linesWithErrors } from '../placed-errors.js';
import { type GenericFunction, genericFunctions } from './generic-functions.js';

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

/** What a compiler holds against the functions, each on a line with its name. */
function failures(version: Version): readonly string[] {
  const lines = [...head];
  const places = cases.map(([name, { text, call, gives, wrong }], index) => {
    const first = lines.push(text.replaceAll('\n', ' '));
    lines.push(`const result${index} = ${call};`);
    lines.push(`export const exact${index}: Equal<ShapesOf<typeof result${index}>, ${gives}> = true;`);
    lines.push(`export const wrong${index} = ${wrong};`);
    return [name, first] as const;
  });
  const found = linesWithErrors(version, 'generic.ts', `${lines.join('\n')}\n`);
  return places.flatMap(([name, first]) => {
    const objection = objectionTo(genericFunctions[name] as GenericFunction, (line) => found.get(first + line));
    return objection === undefined ? [] : [`  ${name}: ${objection}`];
  });
}

function objectionTo({ gives, says }: GenericFunction, at: (line: number) => string | undefined): string | undefined {
  const inside = at(0);
  if (inside !== undefined) return `does not compile: ${(sentence(inside) ?? inside).slice(0, 100)}`;
  const called = at(1);
  if (called !== undefined) return `cannot be called: ${(sentence(called) ?? called).slice(0, 100)}`;
  if (at(2) !== undefined) return `does not give ${gives}`;
  const refused = at(3);
  if (refused === undefined) return 'a wrong call passes';
  return refused.includes(says) ? undefined : `a wrong call says: ${(sentence(refused) ?? refused).slice(0, 100)}`;
}

const head = `
import { ${names.join(', ')} } from 'tupleflow';
import type { AnyLayer, OfType, RuleOf, Shape, SymbolicTensor } from 'tupleflow';
type Equal<One, Other> =
  (<Any>() => Any extends One ? 1 : 2) extends (<Any>() => Any extends Other ? 1 : 2) ? true : false;
type ShapesOf<Result> = Result extends { readonly shape: infer Dimensions }
  ? Dimensions
  : { -readonly [Index in keyof Result]: ShapesOf<Result[Index]> };
`
  .trim()
  .split('\n');
