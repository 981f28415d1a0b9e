import { describe, expect, test } from 'vitest';
import { ArgumentError } from '../../src/errors.js';
import * as initializers from '../../src/initializers/index.js';
import { type InitializerName, resolveInitializer } from '../../src/initializers/initializer.js';
import { setRandomSeed } from '../../src/random/random.js';

const { GlorotUniform, HeNormal, Orthogonal, RandomNormal, RandomUniform, TruncatedNormal, VarianceScaling } =
  initializers;

const resolve = (identifier: unknown) => () =>
  resolveInitializer(identifier as InitializerName, 'dense: kernelInitializer');

describe('resolveInitializer', () => {
  test.each([
    ['constant', 'Constant'],
    ['glorotNormal', 'GlorotNormal'],
    ['glorotUniform', 'GlorotUniform'],
    ['heNormal', 'HeNormal'],
    ['heUniform', 'HeUniform'],
    ['identity', 'Identity'],
    ['lecunNormal', 'LecunNormal'],
    ['lecunUniform', 'LecunUniform'],
    ['ones', 'Ones'],
    ['orthogonal', 'Orthogonal'],
    ['randomNormal', 'RandomNormal'],
    ['randomUniform', 'RandomUniform'],
    ['truncatedNormal', 'TruncatedNormal'],
    ['varianceScaling', 'VarianceScaling'],
    ['zeros', 'Zeros'],
    ['normal', 'RandomNormal'],
    ['uniform', 'RandomUniform'],
  ])('%s is %s', (name, className) => {
    const initializer = resolve(name)();
    expect(initializer.className).toBe(className);
    expect(initializer.values([4, 3])).toHaveLength(12);
  });

  test('an initializer is itself', () => {
    const own = initializers.defineInitializer('Own', { step: 2 }, () => new Float32Array());
    expect(resolve(own)()).toBe(own);
  });

  test.each([
    ['glorot_uniform', "(received 'glorot_uniform', did you mean 'glorotUniform'?)"],
    ['toString', "(received 'toString')"],
    ['__proto__', "(received '__proto__')"],
    [null, '(received null)'],
    [undefined, '(received undefined)'],
    [{ values: 3 }, '(received an object)'],
    [GlorotUniform, '(received a function)'],
  ])('%s is none', (identifier, shown) => {
    expect(resolve(identifier)).toThrow(ArgumentError);
    expect(resolve(identifier)).toThrow('dense: kernelInitializer expects an initializer (received ');
    expect(resolve(identifier)).toThrow(shown);
  });
});

type Seeded = readonly [className: string, make: (options?: initializers.SeedOptions) => initializers.Initializer];

describe.each([
  ['RandomNormal', RandomNormal],
  ['RandomUniform', RandomUniform],
  ['TruncatedNormal', TruncatedNormal],
  ['VarianceScaling', VarianceScaling],
  ['GlorotUniform', GlorotUniform],
  ['HeNormal', HeNormal],
  ['Orthogonal', Orthogonal],
] as const satisfies readonly Seeded[])('%s', (className, given) => {
  const make: Seeded[1] = given;

  test('with a seed gives the same values each time', () => {
    const initializer = make({ seed: 3 });
    const values = initializer.values([5, 4]);
    expect(initializer.values([5, 4])).toEqual(values);
    expect(make({ seed: 3 }).values([5, 4])).toEqual(values);
    expect(make({ seed: 4 }).values([5, 4])).not.toEqual(values);
    setRandomSeed(1);
    expect(initializer.values([5, 4])).toEqual(values);
  });

  test('without one gives others each time, which setRandomSeed makes repeatable', () => {
    const initializer = make();
    setRandomSeed(1);
    const first = initializer.values([5, 4]);
    const second = initializer.values([5, 4]);
    expect(second).not.toEqual(first);
    setRandomSeed(1);
    expect(make({ seed: null }).values([5, 4])).toEqual(first);
    expect(initializer.values([5, 4])).toEqual(second);
  });

  test('is frozen, and says what it is made of', () => {
    const initializer = make({ seed: 3 });
    expect(initializer.className).toBe(className);
    expect(initializer.options).toMatchObject({ seed: 3 });
    expect(make().options).toMatchObject({ seed: null });
    expect(Object.isFrozen(initializer) && Object.isFrozen(initializer.options)).toBe(true);
    expect(make(make({ seed: 9 }).options as initializers.SeedOptions).values([3, 3])).toEqual(
      make({ seed: 9 }).values([3, 3]),
    );
  });

  test('takes no axis that is empty amiss', () => {
    expect(make().values([0, 4])).toEqual(new Float32Array(0));
    expect(make().values([4, 0])).toEqual(new Float32Array(0));
  });

  test.each([-1, 1.5, Number.NaN])('takes no seed %s', (seed) => {
    const message = `${className}: seed expects an integer from 0 to 2^32 - 1 (received ${seed})`;
    expect(() => make({ seed })).toThrow(new ArgumentError(message));
  });
});
