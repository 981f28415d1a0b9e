import type { Flat, StructureKind } from '../graph/structure.js';

/** The longest line of code. */
const longest = 100;

/** A list in brackets: on one line where it fits, else with an item on each. */
export function bracketed(open: string, items: readonly string[], close: string, spaced = false): string {
  const space = spaced && items.length > 0 ? ' ' : '';
  const line = `${open}${space}${items.join(', ')}${space}${close}`;
  if (line.length <= longest && !line.includes('\n')) return line;
  return `${open}\n${items.map((item) => `${indented(item)},\n`).join('')}${close}`;
}

/** A call, whose last argument may be broken into lines alone. */
export function call(callee: string, given: readonly string[]): string {
  const line = `${callee}(${given.join(', ')})`;
  const isLastBroken = given.slice(0, -1).every((item) => !item.includes('\n')) && /^[[{]/.test(given.at(-1) ?? '');
  const first = line.slice(0, line.includes('\n') ? line.indexOf('\n') : undefined);
  if (first.length <= longest && (!line.includes('\n') || isLastBroken)) return line;
  return bracketed(`${callee}(`, given, ')');
}

/** An object; `undefined` members are left out. */
export function record(members: readonly (readonly [name: string, code: string])[]): string {
  return bracketed(
    '{',
    members.map(([name, code]) => (name === code ? name : `${isIdentifier(name) ? name : quoted(name)}: ${code}`)),
    '}',
    true,
  );
}

/** A text as a literal. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__';
}

/** Code, each line with two more spaces. */
export function indented(code: string): string {
  return code.replace(/^/gm, '  ');
}

/** Words that are no names of variables, and what the module itself declares. */
const reserved = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
    'import in instanceof new null return super switch this throw true try typeof var void while with yield let static await ' +
    'async implements interface package private protected public arguments eval undefined model ops initializers ' +
    'regularizers constraints activations losses metrics optimizers random classes'
  ).split(' '),
);

/** Names of variables, each of which is given once. */
export class Names {
  readonly #used: Set<string>;

  /** @param taken Names that are not given. */
  constructor(taken: Iterable<string> = []) {
    this.#used = new Set([...reserved, ...taken]);
  }

  /** Names of which those that are given so far, and others, are not given again. */
  copy(taken: readonly string[] = []): Names {
    return new Names([...this.#used, ...taken]);
  }

  /** A name like that of a layer: `blockConv` for `block/conv`. */
  of(name: string): string {
    const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    const joined = words
      .map((word, index) =>
        index === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : word.charAt(0).toUpperCase() + word.slice(1),
      )
      .join('');
    const base = /^[A-Za-z]/.test(joined) ? joined : `tensor${joined}`;
    let found = base;
    for (let number = 2; this.#used.has(found); number++) found = `${base}${/\d$/.test(base) ? '_' : ''}${number}`;
    this.#used.add(found);
    return found;
  }
}

/** Codes as one, a list or a record. */
export function structured({ structure, items }: Flat<string>): string {
  if (structure === 'one') return items[0] as string;
  if (!('names' in structure)) return bracketed('[', items, ']');
  return record(structure.names.map((name, index) => [name, items[index] as string]));
}

/** The index or the name of an item. */
export function keyOf(structure: StructureKind, index: number): string {
  return structure !== 'one' && 'names' in structure ? (structure.names[index] as string) : String(index);
}
