import { describe, expect, it } from 'vitest';
import {
  type Minus,
  minus,
  type Plus,
  plus,
  type Quotient,
  quotient,
  type Scaled,
  type Sum,
  scaled,
  sum,
} from '../../src/types/named-size.js';
import { isName, type NoName } from '../../src/types/size-names.js';

/** One literal for both worlds: it has to be of the type that the compiler computes, which has to be as exact. */
function both<Computed>(value: unknown, expected: string extends Computed ? never : Computed): void {
  expect(value).toBe(expected);
}

describe('sizes with names', () => {
  it('are computed in the same way by types and at run time', () => {
    both<Plus<'time', 2>>(plus('time', 2), 'time + 2');
    both<Plus<'time', 0>>(plus('time', 0), 'time');
    both<Plus<'time - 2', 2>>(plus('time - 2', 2), 'time');
    both<Plus<'time - 2', 5>>(plus('time - 2', 5), 'time + 3');
    both<Plus<'time * 2', 0>>(plus('time * 2', 0), 'time * 2');
    both<Plus<'time * 2', 1>>(plus('time * 2', 1), null);
    both<Plus<null, 1>>(plus(null, 1), null);
    both<Plus<7, 1>>(plus(7, 1), 8);
    both<Minus<'time', 2>>(minus('time', 2), 'time - 2');
    both<Minus<'time - 2', 2>>(minus('time - 2', 2), 'time - 4');
    both<Minus<'time + 3', 2>>(minus('time + 3', 2), 'time + 1');
    both<Minus<'time + 1', 2>>(minus('time + 1', 2), 'time - 1');
    both<Minus<'ceil(time / 2)', 1>>(minus('ceil(time / 2)', 1), null);
    both<Scaled<'time', 3>>(scaled('time', 3), 'time * 3');
    both<Scaled<'time', 1>>(scaled('time', 1), 'time');
    both<Scaled<'time * 3', 4>>(scaled('time * 3', 4), 'time * 12');
    both<Scaled<'time / 2', 2>>(scaled('time / 2', 2), null);
    both<Quotient<'time', 2, '/'>>(quotient('time', 2, '/'), 'time / 2');
    both<Quotient<'time', 2, 'ceil'>>(quotient('time', 2, 'ceil'), 'ceil(time / 2)');
    both<Quotient<'time / 2', 3, '/'>>(quotient('time / 2', 3, '/'), 'time / 6');
    both<Quotient<'ceil(time / 2)', 3, 'ceil'>>(quotient('ceil(time / 2)', 3, 'ceil'), 'ceil(time / 6)');
    both<Quotient<'time / 2', 3, 'ceil'>>(quotient('time / 2', 3, 'ceil'), null);
    both<Quotient<'time * 6', 3, '/'>>(quotient('time * 6', 3, '/'), 'time * 2');
    both<Quotient<'time * 6', 6, 'ceil'>>(quotient('time * 6', 6, 'ceil'), 'time');
    both<Quotient<'time - 1', 1, '/'>>(quotient('time - 1', 1, '/'), 'time - 1');
    both<Sum<'time', 4>>(sum('time', 4), 'time + 4');
    both<Sum<4, 'time'>>(sum(4, 'time'), 'time + 4');
    both<Sum<'time', 'time'>>(sum('time', 'time'), 'time * 2');
    both<Sum<'time * 2', 'time'>>(sum('time * 2', 'time'), 'time * 3');
    both<Sum<'time', 'steps'>>(sum('time', 'steps'), null);
    both<Sum<'time', null>>(sum('time', null), null);
  });

  it('are right for every number that their names stand for', () => {
    const sizes = ['time', 'time + 3', 'time - 2', 'time * 2', 'time * 6', 'time / 2', 'ceil(time / 3)'];
    for (const size of sizes) {
      for (const count of [0, 1, 2, 3, 6]) {
        const computed = [
          [plus(size, count), (value: number) => value + count],
          [minus(size, count), (value: number) => value - count],
          ...(count === 0
            ? []
            : ([
                [scaled(size, count), (value: number) => value * count],
                [quotient(size, count, '/'), (value: number) => Math.floor(value / count)],
                [quotient(size, count, 'ceil'), (value: number) => Math.ceil(value / count)],
              ] as const)),
        ] as const;
        for (const [text, compute] of computed) {
          if (typeof text !== 'string') continue;
          for (let time = 20; time < 40; time++)
            expect([text, evaluated(text, time)]).toEqual([text, compute(evaluated(size, time))]);
        }
      }
    }
  });

  it('have names without spaces and signs', () => {
    type IsName<Text extends string> = Text extends NoName ? false : true;
    both<IsName<'time'>>(isName('time'), true);
    both<IsName<'T'>>(isName('T'), true);
    both<IsName<'time_2'>>(isName('time_2'), true);
    both<IsName<'2time'>>(isName('2time'), false);
    both<IsName<''>>(isName(''), false);
    both<IsName<'time - 2'>>(isName('time - 2'), false);
    both<IsName<'time/2'>>(isName('time/2'), false);
    both<IsName<'a\\b'>>(isName('a\\b'), false);
    both<IsName<'zeit_läuft'>>(isName('zeit_läuft'), true);
  });
});

/** The value of a size for one of its name. */
function evaluated(size: string, time: number): number {
  const [, rounded = size, isCeil] = /^ceil\((.*)(\))$/.exec(size) ?? [];
  const [, operation = '+', count = '0'] = rounded.split(' ');
  const values: Readonly<Record<string, number>> = {
    '+': time + Number(count),
    '-': time - Number(count),
    '*': time * Number(count),
    '/': isCeil ? Math.ceil(time / Number(count)) : Math.floor(time / Number(count)),
  };
  return values[operation] as number;
}
