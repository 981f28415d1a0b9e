import * as library from 'tupleflow';
import type { Version } from '../compilers.js';
import { linesWithErrors } from '../placed-errors.js';
import { layerVariants } from './layer-variants.js';
import { head, metricVariants, mixtures, otherVariants } from './other-variants.js';

/** Two calls whose results differ, and an input on which layers show it. */
export interface Pair {
  readonly group: string;
  readonly one: string;
  readonly other: string;
  readonly on: string | undefined;
}

/** What a compiler takes for the same though it is not, of all that was asked. */
export interface Soundness {
  /** Pairs of which one can be assigned to the other. */
  readonly assignable: readonly Pair[];
  /** Pairs of layers of which, called as a union, not exactly the union of both results comes out. */
  readonly lostInUnions: readonly Pair[];
}

/** Each two of the calls of every exported factory whose results differ. */
export const pairs: readonly Pair[] = [
  ...Object.entries(layerVariants).flatMap(([group, variants]) =>
    'on' in variants ? pairsOf(group, variants.made, variants.on) : [],
  ),
  ...Object.entries(mixtures).flatMap(([on, made]) => pairsOf('layers of several classes', made, on)),
  ...Object.entries(otherVariants).flatMap(([group, made]) => pairsOf(group, made)),
  ...Object.keys(library.metrics)
    .filter((name) => /^[A-Z]/.test(name))
    .flatMap((name) => pairsOf(`metrics.${name}`, metricVariants(name))),
];

/** Those that are called on a tensor. */
export const layerPairs: readonly Pair[] = pairs.filter(({ on }) => on !== undefined);

function pairsOf(group: string, made: readonly string[], on?: string): readonly Pair[] {
  return made.flatMap((one, index) => made.slice(index + 1).map((other) => ({ group, one, other, on })));
}

/** What a compiler holds of the pairs, and what is wrong with the program that asks it. */
export function soundness(version: Version): Soundness {
  const lines = [...prelude];
  const questions = pairs.map((pair, index) => {
    const [one, other] = [`one${index}`, `other${index}`];
    const first = lines.push(`const ${one} = ${pair.one}; const ${other} = ${pair.other};`);
    lines.push(`export const forth${index}: typeof ${one} = ${other};`);
    lines.push(`export const back${index}: typeof ${other} = ${one};`);
    if (pair.on !== undefined) {
      const results = `typeof left${index} | typeof right${index}`;
      lines.push(`const left${index} = ${one}(${pair.on}); const right${index} = ${other}(${pair.on});`);
      lines.push(`const either${index} = (flag ? ${one} : ${other})(${pair.on});`);
      lines.push(`export const same${index}: Same<typeof either${index}, ${results}> = true;`);
    }
    return { pair, first };
  });
  const wrong = linesWithErrors(version, 'pairs.ts', `${lines.join('\n')}\n`);
  const isRight = (line: number) => !wrong.has(line);
  for (const { first, pair } of questions) {
    for (const line of pair.on === undefined ? [first] : [first, first + 3]) {
      if (!isRight(line)) throw new Error(`the pair does not compile: ${lines[line - 1]} ${wrong.get(line)}`);
    }
  }
  return {
    assignable: questions.filter(({ first }) => isRight(first + 1) || isRight(first + 2)).map(({ pair }) => pair),
    lostInUnions: questions
      .filter(({ first, pair }) => pair.on !== undefined && !(isRight(first + 4) && isRight(first + 5)))
      .map(({ pair }) => pair),
  };
}

const prelude = [
  ...head.trim().split('\n'),
  `const { ${Object.keys(library)
    .filter((name) => !name.endsWith('Error'))
    .join(', ')} } = library;`,
  'const fixed = Input([5]); const long = Input([7]);',
];
