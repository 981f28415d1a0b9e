/** A number that varies with the sizes of the inputs: its values for the sizes of the first run and of the second. */
export interface Varying {
  readonly first: number;
  readonly second: number;
}

/** A number, of which it is known whether it varies with the sizes of the inputs. */
export type Size = number | Varying;

/** A number as the two runs have it. */
export function sizeOf(first: number, second: number): Size {
  return Object.is(first, second) ? first : { first, second };
}

/** Whether a number varies. */
export function varies(size: unknown): size is Varying {
  return typeof size === 'object' && size !== null && 'first' in size && 'second' in size;
}

/** Whether two numbers are the same in both runs. */
export function sameSize(left: Size, right: Size): boolean {
  return varies(left) && varies(right)
    ? left.first === right.first && left.second === right.second
    : Object.is(left, right);
}

/** The product of numbers. */
export function productOf(sizes: readonly Size[]): Size {
  const of = (run: 'first' | 'second') =>
    sizes.reduce<number>((product, size) => product * (varies(size) ? size[run] : size), 1);
  return sizeOf(of('first'), of('second'));
}

/** The sum of two numbers. */
export function sumOf(left: Size, right: Size): Size {
  const of = (size: Size, run: 'first' | 'second') => (varies(size) ? size[run] : size);
  return sizeOf(of(left, 'first') + of(right, 'first'), of(left, 'second') + of(right, 'second'));
}
