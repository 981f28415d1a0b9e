import { ArgumentError } from '../errors.js';
import { checkOptions } from './known-options.js';
import { received } from './received.js';
import { withDefaults } from './with-defaults.js';

/**
 * The options that are given, and `defaults` for the rest, frozen.
 *
 * @param nullable the options that may be `null` although their default is not.
 * @param mixed the options that may have another type than their default, which the caller checks.
 * @throws ArgumentError if the options are no object, one is none of `defaults`', or is not a number, a boolean or a string
 *   where its default is.
 */
export function completeOptions<Options extends object>(
  owner: string,
  defaults: Options,
  given: Partial<Options> = {},
  nullable: readonly string[] = [],
  mixed: readonly string[] = [],
): Readonly<Options> {
  checkOptions(owner, given, Object.keys(defaults));
  const options = withDefaults(defaults, given) as Options;
  for (const [name, value] of Object.entries(options)) {
    if (mixed.includes(name) || (value === null && nullable.includes(name))) continue;
    checkType(`${owner}: ${name}`, defaults[name as keyof Options], value);
  }
  return Object.freeze(options);
}

/** The options whose default is a number, for classes that check numbers with their range. */
export function numbersIn(defaults: object): readonly string[] {
  return Object.entries(defaults).flatMap(([name, value]) => (typeof value === 'number' ? [name] : []));
}

const primitives = ['number', 'boolean', 'string'];

function checkType(owner: string, standard: unknown, value: unknown): void {
  const expected = typeof standard;
  const isRight = Object.is(value, standard) || (typeof value === expected && !Number.isNaN(value));
  if (isRight || !primitives.includes(expected)) return;
  throw new ArgumentError(`${owner} expects a ${expected} (received ${received(value)})`);
}
