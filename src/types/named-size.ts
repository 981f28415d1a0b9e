import type { Add, LessThan, Subtract } from './arithmetic/add.js';
import type { CeilDivide, FloorDivide, Modulo } from './arithmetic/divide.js';
import type { Multiply } from './arithmetic/multiply.js';
import type { Dimension } from './shape.js';
import { type Open, type Parts, parts, type Rounding, type Written, written } from './size-names.js';

/** A size without a name, or the size itself if nothing changes. */
type Unnamed<Size extends string, Count extends number, Nothing extends number> = [number] extends [Count]
  ? Open
  : [Count] extends [Nothing]
    ? Size
    : null;

type Shifted<Size extends string, Sign extends '+' | '-', Inverse extends '+' | '-', Count extends number> =
  Parts<Size> extends [infer Name extends string, infer Own, infer Before extends number]
    ? [Own, Before] extends [Sign, number] | ['+', 0]
      ? Written<Name, Sign, Add<Before, Count>>
      : [Own] extends [Inverse]
        ? [LessThan<Before, Count>] extends [true]
          ? Written<Name, Sign, Subtract<Count, Before>>
          : Written<Name, Inverse, Subtract<Before, Count>>
        : Unnamed<Size, Count, 0>
    : Open;

function shifted(size: string, sign: '+' | '-', count: number): Open {
  const [name, own, before] = parts(size);
  if (own === sign || before === 0) return written(name, sign, before + count);
  if (own !== '+' && own !== '-') return count === 0 ? size : null;
  return before < count ? written(name, sign, count - before) : written(name, own, before - count);
}

type Multiplied<Size extends string, Count extends number> =
  Parts<Size> extends [infer Name extends string, infer Own, infer Before extends number]
    ? [Own, Before] extends ['+', 0]
      ? Written<Name, '*', Multiply<1, Count>>
      : [Own] extends ['*']
        ? Written<Name, '*', Multiply<Before, Count>>
        : Unnamed<Size, Count, 1>
    : Open;

function multiplied(size: string, count: number): Open {
  const [name, own, before] = parts(size);
  if (before === 0) return written(name, '*', count);
  if (own === '*') return written(name, '*', before * count);
  return count === 1 ? size : null;
}

type Divided<Size extends string, Count extends number, Rounded extends Rounding> =
  Parts<Size> extends [infer Name extends string, infer Own, infer Before extends number]
    ? [Own, Before] extends ['+', 0]
      ? Written<Name, Rounded, Multiply<1, Count>>
      : [Own] extends [Rounded]
        ? Written<Name, Rounded, Multiply<Before, Count>>
        : [Own, Modulo<Before, Count>] extends ['*', 0]
          ? Written<Name, '*', FloorDivide<Before, Count>>
          : Unnamed<Size, Count, 1>
    : Open;

function divided(size: string, count: number, rounded: Rounding): Open {
  const [name, own, before] = parts(size);
  if (before === 0) return written(name, rounded, count);
  if (own === rounded) return written(name, rounded, before * count);
  if (own === '*' && before % count === 0) return written(name, '*', before / count);
  return count === 1 ? size : null;
}

/** How many times its name a size is; 0 if it is something else. */
type Times<Of> = Of extends [unknown, '+', 0] ? 1 : Of extends [unknown, '*', infer Count extends number] ? Count : 0;

function times([, own, count]: ReturnType<typeof parts>): number {
  return own === '*' ? count : count === 0 ? 1 : 0;
}

type Added<Left extends string, Right extends string> =
  Parts<Left> extends [infer Name extends string, ...unknown[]]
    ? Parts<Right> extends [Name, ...unknown[]]
      ? 0 extends Times<Parts<Left>> | Times<Parts<Right>>
        ? null
        : Written<Name, '*', Add<Times<Parts<Left>>, Times<Parts<Right>>>>
      : string extends Right
        ? Open
        : null
    : Open;

function added(left: string, right: string): Open {
  const [ofLeft, ofRight] = [parts(left), parts(right)];
  if (ofLeft[0] !== ofRight[0] || times(ofLeft) * times(ofRight) === 0) return null;
  return written(ofLeft[0], '*', times(ofLeft) + times(ofRight));
}

/** A size and a number more; one that varies still does. */
export type Plus<Size extends Dimension, Count extends number> = Size extends number
  ? Add<Size, Count>
  : Size extends string
    ? Shifted<Size, '+', '-', Count>
    : null;

export function plus(size: Dimension, count: number): Dimension {
  if (typeof size === 'number') return size + count;
  return size === null ? null : shifted(size, '+', count);
}

/** A size and a number less: `never` where that is negative. */
export type Minus<Size extends Dimension, Count extends number> = Size extends number
  ? Subtract<Size, Count>
  : Size extends string
    ? Shifted<Size, '-', '+', Count>
    : null;

export function minus(size: Dimension, count: number): Dimension {
  if (typeof size === 'number') return size - count;
  return size === null ? null : shifted(size, '-', count);
}

/** A size a number of times. */
export type Scaled<Size extends Dimension, Count extends number> = Size extends number
  ? Multiply<Size, Count>
  : Size extends string
    ? Multiplied<Size, Count>
    : null;

export function scaled(size: Dimension, count: number): Dimension {
  if (typeof size === 'number') return size * count;
  return size === null ? null : multiplied(size, count);
}

/** A size divided by a number, and rounded. */
export type Quotient<Size extends Dimension, Count extends number, Rounded extends Rounding> = Size extends number
  ? Rounded extends 'ceil'
    ? CeilDivide<Size, Count>
    : FloorDivide<Size, Count>
  : Size extends string
    ? Divided<Size, Count, Rounded>
    : null;

export function quotient(size: Dimension, count: number, rounded: Rounding): Dimension {
  if (typeof size === 'number') return rounded === 'ceil' ? Math.ceil(size / count) : Math.floor(size / count);
  return size === null ? null : divided(size, count, rounded);
}

/** The sum of two sizes, which varies where one of them does. */
export type Sum<Left extends Dimension, Right extends Dimension> = Right extends number
  ? Plus<Left, Right>
  : Left extends number
    ? Right extends string
      ? Plus<Right, Left>
      : null
    : Left extends string
      ? Right extends string
        ? Added<Left, Right>
        : null
      : null;

export function sum(left: Dimension, right: Dimension): Dimension {
  if (typeof right === 'number') return plus(left, right);
  if (typeof left === 'number') return plus(right, left);
  return left === null || right === null ? null : added(left, right);
}
