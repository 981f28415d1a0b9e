import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import ts6 from 'typescript-6';
import { describe, expect, it } from 'vitest';
import { compile, expectation, sourceOf } from './compile.js';

const seed = Number(process.env.ARITHMETIC_SEED ?? Math.floor(Math.random() * 2 ** 31));

const largest = 10 ** 9;
const size: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 9 }).chain((digits) => fc.integer({ min: 0, max: 10 ** digits })),
  fc.integer({ min: 0, max: 9 }).map((digits) => 10 ** digits),
  fc.integer({ min: 1, max: 9 }).map((digits) => 10 ** digits - 1),
  fc.integer({ min: 0, max: 29 }).map((power) => 2 ** power),
);
const pair: fc.Arbitrary<readonly [number, number]> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(size, size) },
  { weight: 2, arbitrary: fc.tuple(size, fc.integer({ min: 0, max: 12 })) },
  { weight: 1, arbitrary: size.map((value): [number, number] => [value, value]) },
  { weight: 1, arbitrary: size.map((value): [number, number] => [value, Math.min(value + 1, largest)]) },
  { weight: 1, arbitrary: size.map((value): [number, number] => [value, Math.max(value - 1, 0)]) },
);

const safe = (value: bigint): string => (value > BigInt(Number.MAX_SAFE_INTEGER) ? 'number' : `${value}`);

/** What JavaScript's whole numbers say about every operation. */
const answers: Readonly<Record<string, (left: bigint, right: bigint) => string>> = {
  Add: (left, right) => safe(left + right),
  Subtract: (left, right) => (left < right ? 'never' : safe(left - right)),
  Multiply: (left, right) => safe(left * right),
  FloorDivide: (left, right) => (right === 0n ? 'never' : safe(left / right)),
  CeilDivide: (left, right) => (right === 0n ? 'never' : safe((left + right - 1n) / right)),
  Modulo: (left, right) => (right === 0n ? 'never' : safe(left % right)),
  LessThan: (left, right) => `${left < right}`,
};

const expectations: readonly string[] = fc
  .sample(pair, { seed, numRuns: 250 })
  .flatMap(([left, right]) =>
    Object.entries(answers).map(([operation, answer]) =>
      expectation(`${operation}<${left}, ${right}>`, answer(BigInt(left), BigInt(right))),
    ),
  );

describe(`arithmetic on random operands (ARITHMETIC_SEED=${seed})`, () => {
  it('agrees with JavaScript on TypeScript 6', () => {
    const { errors, report } = compile(ts6, expectations);
    expect([...errors].map(([line]) => expectations[line] ?? report)).toEqual([]);
  });

  it('agrees with JavaScript on TypeScript 7, which also sees a wrong answer', async () => {
    const right = await compileWithNewest(expectations);
    expect(right).toEqual([]);
    const wrong = await compileWithNewest([...expectations, expectation('Add<2, 2>', '5')]);
    expect(wrong).toHaveLength(1);
  });
});

/** The errors of the command-line compiler, which is all that TypeScript 7 offers. */
async function compileWithNewest(types: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'arithmetic-'));
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  try {
    const file = join(folder, 'random-operands.ts');
    await writeFile(file, sourceOf(types));
    const options = ['--ignoreConfig', '--strict', '--noEmit', '--target', 'es2022', '--types', ''];
    await promisify(execFile)(process.execPath, [compiler, ...options, file]);
    return [];
  } catch (failure) {
    const { stdout } = failure as { stdout: string };
    return stdout.split('\n').filter((line) => line.includes('error'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
