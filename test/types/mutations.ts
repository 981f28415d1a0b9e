import type { TypeTests } from './type-test-project.js';

/** A type test whose every expectation has been made wrong. */
export interface Mutated {
  readonly text: string;
  readonly count: number;
}

const opening = 'expectType<';

/** Type tests in which every `expectType<...>` is wrong by a digit, or by a member where it has no digit. */
export function mutated(tests: TypeTests): ReadonlyMap<string, Mutated> {
  return new Map([...tests].map(([file, text]) => [file, mutateAll(text)]));
}

function mutateAll(text: string): Mutated {
  const [head = '', ...parts] = text.split(opening);
  const changed = parts.map((part) => {
    const end = endOfArgument(part);
    return mutate(part.slice(0, end)) + part.slice(end);
  });
  return { text: [head, ...changed].join(opening), count: parts.length };
}

/** Where the type argument ends that `text` begins with. */
function endOfArgument(text: string): number {
  let depth = 1;
  for (const { 0: sign, index } of text.matchAll(/=>|[<>]/g)) {
    if (sign === '=>') continue;
    depth += sign === '<' ? 1 : -1;
    if (depth === 0) return index;
  }
  throw new Error(`expectType expects a type argument (received ${text.slice(0, 60)})`);
}

function mutate(type: string): string {
  const last = [...type.matchAll(/(?<![\w'.-])\d+(?![\w'.])/g)].at(-1);
  if (last === undefined) return `(${type}) & { readonly mutated: true }`;
  return type.slice(0, last.index) + (Number(last[0]) + 1) + type.slice(last.index + last[0].length);
}
