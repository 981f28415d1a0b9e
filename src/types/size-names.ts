// A size that varies may have a name: where two sizes have the same one, they are the same in each batch. What rules compute
// of a named size is written as one operation on the name, always in the same way, so that equal texts are equal sizes:
// `'time - 2'`, `'time * 2'`, `'time / 2'`, rounded down, and `'ceil(time / 2)'`. What takes more than one has no name.

/** A size that varies, and whose name the compiler does not know. */
export type Open = string | null;

/** The sizes of samples, in words. */
export const expectedSizes = "positive integers, or for open sizes null or names such as 'time'";

/** Texts that are no names: names have neither spaces nor signs, and begin with a letter. */
export type NoName = '' | `${Digit}${string}` | `${string}${Sign}${string}`;

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

type Sign =
  | (' ' | '!' | '"' | '#' | '%' | '&' | "'" | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/' | ':')
  | (';' | '<' | '=' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' | '~');

/** Whether a size is a name as users give it. */
export function isName(size: unknown): size is string {
  return (
    typeof size === 'string' &&
    /^[^\d !"#%&'()*+,\-./:;<=>?@[\\\]^`{|}~][^ !"#%&'()*+,\-./:;<=>?@[\\\]^`{|}~]*$/.test(size)
  );
}

/** The operations, each with the number that changes nothing. */
const neutral = { '+': 0, '-': 0, '*': 1, '/': 1, ceil: 1 } as const;

export type Operation = keyof typeof neutral;

/** How a quotient is rounded: down, or up. */
export type Rounding = '/' | 'ceil';

/** The name in a size, and what has been computed of it; `unknown` for a name that is not known. */
export type Parts<Size extends string> = string extends Size
  ? unknown
  : Size extends `ceil(${infer Name} / ${infer Count extends number})`
    ? [Name, 'ceil', Count]
    : Size extends `${infer Name} ${infer Own extends Operation} ${infer Count extends number}`
      ? [Name, Own, Count]
      : [Size, '+', 0];

/** The same at run time. */
export function parts(size: string): readonly [name: string, own: Operation, count: number] {
  const [, rounded] = /^ceil\((.*)\)$/.exec(size) ?? [];
  const [name = '', own, count] = (rounded ?? size).split(' ');
  return own === undefined ? [size, '+', 0] : [name, rounded ? 'ceil' : (own as Operation), Number(count)];
}

export type Written<Name extends string, Own extends Operation, Count extends number> = [number] extends [Count]
  ? Open
  : [Count] extends [(typeof neutral)[Own]]
    ? Name
    : Own extends 'ceil'
      ? `ceil(${Name} / ${Count})`
      : `${Name} ${Own} ${Count}`;

export function written(name: string, own: Operation, count: number): string {
  if (count === neutral[own]) return name;
  return own === 'ceil' ? `ceil(${name} / ${count})` : `${name} ${own} ${count}`;
}
