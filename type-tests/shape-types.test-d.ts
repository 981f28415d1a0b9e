import { Test } from 'ts-toolbelt';
import type { Add } from '../src/types/arithmetic/add.js';
import type { FloorDivide } from '../src/types/arithmetic/divide.js';
import type { Multiply } from '../src/types/arithmetic/multiply.js';
import type { Known } from '../src/types/arithmetic/operands.js';
import type { Fill } from '../src/types/mismatch.js';
import type { Leading, Normalized, Shape, Show } from '../src/types/shape.js';

Test.checks([
  Test.check<Known<28>, 28, Test.Pass>(),
  Test.check<Known<28 | 32>, number, Test.Pass>(),
  Test.check<Known<number>, number, Test.Pass>(),
  Test.check<Normalized<readonly [28, 28 | 32, null]>, [28, number, null], Test.Pass>(),
  Test.check<Leading<readonly [null, 28, 3]>, [null, 28], Test.Pass>(),
  Test.check<Leading<Shape>, Shape, Test.Pass>(),
  Test.check<Show<[null, 28, number]>, '(null, 28, number)', Test.Pass>(),
  Test.check<Show<[]>, '()', Test.Pass>(),
  Test.check<Show<Shape>, '(of unknown rank)', Test.Pass>(),
  Test.check<Fill<'{layer} expects {expected}', { layer: 'Dense'; expected: 3 }>, 'Dense expects 3', Test.Pass>(),
]);

Test.checks([
  Test.check<Add<999, 1>, 1000, Test.Pass>(),
  Test.check<Add<number, 1>, number, Test.Pass>(),
  Test.check<Multiply<784, 256>, 200704, Test.Pass>(),
  Test.check<Multiply<784, 256>, number, Test.Fail>(),
  Test.check<Multiply<0, number>, 0, Test.Fail>(),
  Test.check<FloorDivide<200704, 256>, 784, Test.Pass>(),
]);
