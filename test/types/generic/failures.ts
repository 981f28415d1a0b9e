import * as library from 'tupleflow';
import type { Version } from '../compilers.js';
import { sentence } from '../mistakes/verdict.js';
import { linesWithErrors } from '../placed-errors.js';
import { type GenericFunction, genericFunctions } from './generic-functions.js';

const cases = Object.entries(genericFunctions);
const names = Object.keys(library).filter((name) => !name.endsWith('Error'));

/** What a compiler holds against the functions, each on a line with its name. */
export function failures(version: Version): readonly string[] {
  const lines = [...head];
  const places = cases.map(([name, { text, call, gives, wrong }], index) => {
    const first = lines.push(text.replaceAll('\n', ' '));
    lines.push(`const result${index} = ${call};`);
    lines.push(`export const exact${index}: Any.Equals<ShapesOf<typeof result${index}>, ${gives}> = 1;`);
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
import type { Any } from 'ts-toolbelt';
import type { AnyLayer, OfType, RuleOf, Shape, SymbolicTensor } from 'tupleflow';
type ShapesOf<Result> = Result extends { readonly shape: infer Dimensions }
  ? Dimensions
  : Result extends readonly [infer First, ...infer Others]
    ? [ShapesOf<First>, ...ShapesOf<Others>]
    : [];
`
  .trim()
  .split('\n');
