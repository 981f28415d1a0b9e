/** Those functions of vitest that the tests of golden layers call, in a page: tests are collected, and run one by one. */

import * as tf from '@tensorflow/tfjs-core';

interface Test {
  readonly suite: string;
  readonly name: string;
  readonly run: () => unknown;
}

const tests: Test[] = [];
const preparations: (() => unknown)[] = [];
let suite = '';

/** Checks of values that a test has asked the device for, and copies of these: they are read when the test has ended. */
const readings: (() => Promise<void>)[] = [];
const copies: tf.Tensor[] = [];

/** Expects something of values that are read later: a graphics card is not waited for in the middle of a test. */
export function expectLater(tensor: tf.Tensor, check: (copy: tf.Tensor) => Promise<void>): void {
  const copy = tf.keep(tensor.clone());
  copies.push(copy);
  readings.push(() => check(copy));
}

async function readAll(): Promise<void> {
  try {
    for (const reading of readings) await reading();
  } finally {
    forget();
  }
}

function forget(): void {
  tf.dispose(copies.splice(0));
  readings.length = 0;
}

type Row = readonly unknown[];

function titled(title: string, row: Row): string {
  return row.reduce<string>((text, value) => text.replace('%s', String(value)), title);
}

export const describe = {
  each: (names: readonly string[]) => (_: string, register: (name: string) => void) => {
    for (const name of names) {
      suite = name;
      register(name);
    }
  },
};

export const it = {
  each: (rows: readonly Row[]) => (title: string, run: (...row: never[]) => unknown) => {
    for (const row of rows) tests.push({ suite, name: titled(title, row), run: () => run(...(row as never[])) });
  },
  skip: { each: () => () => {} },
};

export function beforeAll(prepare: () => unknown): void {
  preparations.push(prepare);
}

/** What comparisons of vitest are used. */
export function expect(received: unknown, what = 'value') {
  const check = (isRight: boolean, wanted: unknown) => {
    if (!isRight) throw new Error(`${what} expects ${JSON.stringify(wanted)} (received ${JSON.stringify(received)})`);
  };
  return {
    // Copies that have yet to be read are not left behind.
    toBe: (wanted: unknown) =>
      check(Object.is(what === 'tensors left behind' ? Number(received) - copies.length : received, wanted), wanted),
    toEqual: (wanted: unknown) => check(isEqual(received, wanted), wanted),
    toBeTruthy: () => check(Boolean(received), true),
  };
}

function isEqual(received: unknown, wanted: unknown): boolean {
  if (typeof received !== 'object' || typeof wanted !== 'object' || received === null || wanted === null) {
    return Object.is(received, wanted);
  }
  const keys = new Set([...Object.keys(received), ...Object.keys(wanted)]);
  return [...keys].every((key) => isEqual(received[key as never], wanted[key as never]));
}

/** Runs what has been collected of some suites, or all where none are named, and gives the message of each test, empty where it has passed. */
export async function runTests(
  suites: readonly string[],
): Promise<readonly (readonly [suite: string, name: string, message: string])[]> {
  for (const prepare of preparations.slice(0, 1)) await prepare();
  const results: [string, string, string][] = [];
  for (const { suite, name, run } of tests) {
    if (suites.length > 0 && !suites.includes(suite)) continue;
    // The page stays alive.
    await new Promise((done) => setTimeout(done));
    try {
      await run();
      await readAll();
      results.push([suite, name, '']);
    } catch (error) {
      forget();
      results.push([suite, name, error instanceof Error ? error.message : String(error)]);
    }
  }
  return results;
}
