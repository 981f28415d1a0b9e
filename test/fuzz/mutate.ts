import fc from 'fast-check';
import { junk } from './junk.js';

/** How a right call is made a wrong one. */
export interface Mutation {
  /** The place: an index of the arguments, and then of lists and options in them. */
  readonly path: readonly number[];
  /** The key of {@link junk} that is put there. */
  readonly value: string;
  readonly how: 'replace' | 'replaceAll' | 'add' | 'remove' | 'unknownOption' | 'append';
}

/** Random mutations. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  path: fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }),
  value: fc.constantFrom(...Object.keys(junk)),
  how: fc.oneof(
    { arbitrary: fc.constant('replace' as const), weight: 12 },
    { arbitrary: fc.constantFrom('replaceAll', 'add', 'remove', 'unknownOption', 'append'), weight: 5 },
  ),
});

/** Arguments with one thing wrong. */
export function mutated(given: readonly unknown[], { path, value, how }: Mutation): readonly unknown[] {
  const make = () => junk[value]?.();
  if (how === 'replaceAll') return given.map(make);
  if (how === 'append') return [...given, make()];
  if (how === 'remove') return given.slice(0, (path[0] as number) % (given.length + 1));
  if (how === 'add') return [...given.slice(0, path[0]), make(), ...given.slice(path[0])];
  if (how === 'unknownOption') return withUnknownOption(given, make());
  if (given.length === 0) return [make()];
  return replaced(given, path, make) as readonly unknown[];
}

function withUnknownOption(given: readonly unknown[], value: unknown): readonly unknown[] {
  const last = given.at(-1);
  return isPlain(last) ? [...given.slice(0, -1), { ...last, junk: value }] : [...given, { junk: value }];
}

/** A copy of lists and options in which one place has another value. */
function replaced(value: unknown, [step, ...rest]: readonly number[], make: () => unknown): unknown {
  const keys = step === undefined ? [] : childrenOf(value);
  if (step === undefined || keys.length === 0) return make();
  const key = keys[step % keys.length] as string;
  const child = (value as Readonly<Record<string, unknown>>)[key];
  const changed = replaced(child, rest, make);
  if (!Array.isArray(value)) return { ...(value as object), [key]: changed };
  return value.map((item, index) => (String(index) === key ? changed : item));
}

function childrenOf(value: unknown): readonly string[] {
  return Array.isArray(value) || isPlain(value) ? Object.keys(value) : [];
}

function isPlain(value: unknown): value is object {
  const isObject = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  // What says that it is an initializer, and is none, is a lie.
  return isObject && !('kind' in value && 'className' in value);
}
