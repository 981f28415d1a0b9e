import { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';
import { receivedName } from './names.js';

/**
 * The options that there are defaults for; one that is given as `undefined` counts as not given.
 *
 * @throws ArgumentError if an option whose default is `true` or `false` is neither.
 */
export function withDefaults<Defaults extends object, Given extends object>(
  owner: string,
  defaults: Defaults,
  given: Given,
): Defaults & Pick<Given, keyof Given & keyof Defaults> {
  const options = complete(defaults, given);
  for (const [name, standard] of Object.entries(defaults)) {
    if (typeof standard === 'boolean') checkBoolean(`${owner}: ${name}`, options[name as keyof Defaults]);
  }
  return options;
}

function complete<Defaults extends object, Given extends object>(
  defaults: Defaults,
  given: Given,
): Defaults & Pick<Given, keyof Given & keyof Defaults> {
  const stated = Object.entries(given).filter(([name, value]) => value !== undefined && Object.hasOwn(defaults, name));
  return { ...defaults, ...Object.fromEntries(stated) } as Defaults & Pick<Given, keyof Given & keyof Defaults>;
}

/** @throws ArgumentError if `value` is not a boolean; `owner` names the argument: `Dense: useBias`. */
export function checkBoolean(owner: string, value: unknown): void {
  if (typeof value === 'boolean') return;
  throw new ArgumentError(`${owner} expects true or false (received ${received(value)})`);
}

/**
 * Checks that options come in an object, and that each is one of `known`, so that none is ignored; one that is given as
 * `undefined` counts as not given.
 *
 * @param owner the class or function that the options are for: `Adam`, `model.fit`
 * @throws ArgumentError that names the option, and the one that was probably meant.
 */
export function checkOptions(owner: string, given: unknown, known: readonly string[]): void {
  if (given === undefined) return;
  checkIsObject(owner, given);
  const stated = Object.entries(given).filter(([, value]) => value !== undefined);
  checkKnownOptions(
    owner,
    stated.map(([name]) => name),
    known,
  );
}

/** @throws ArgumentError if it is no object, or one that is something else: a list, a tensor, an optimizer. */
export function checkIsObject(owner: string, given: unknown): asserts given is object {
  if (typeof given === 'object' && given !== null && !Array.isArray(given) && !isMade(given)) return;
  throw new ArgumentError(`${owner} expects an object of options (received ${received(given)})`);
}

/** Whether an object is a tensor, or configured. */
function isMade(given: object): boolean {
  if (given instanceof Tensor || ('producer' in given && 'outputIndex' in given)) return true;
  return Object.hasOwn(given, 'kind') && 'className' in given;
}

/** @throws ArgumentError if the name of an option is not among those that are known. */
export function checkKnownOptions(owner: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((option) => !known.includes(option));
  if (unknown === undefined) return;
  const names = [...new Set(known)].map((name) => `'${name}'`);
  const expected = names.length === 0 ? 'no options' : 'options that it has';
  const listed = names.length === 0 ? '' : `\nThe options are ${names.join(', ')}.`;
  throw new ArgumentError(`${owner} expects ${expected} (received ${receivedName(unknown, known)})${listed}`);
}

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
  const options = complete(defaults, given) as Options;
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

/**
 * Checks the members of a definition that are required.
 *
 * @throws ArgumentError if it is no object, or one of `strings` or `functions` is missing or something else.
 */
export function checkDefinition(
  owner: string,
  definition: unknown,
  strings: readonly string[],
  functions: readonly string[],
): void {
  if (typeof definition !== 'object' || definition === null) {
    throw new ArgumentError(`${owner} expects a definition (received ${received(definition)})`);
  }
  for (const name of [...strings, ...functions]) {
    const expected = strings.includes(name) ? 'string' : 'function';
    const value: unknown = (definition as Readonly<Record<string, unknown>>)[name];
    if (typeof value === expected) continue;
    throw new ArgumentError(`${owner}: ${name} expects a ${expected} (received ${received(value)})`);
  }
}

const primitives = ['number', 'string'];

function checkType(owner: string, standard: unknown, value: unknown): void {
  const expected = typeof standard;
  if (expected === 'boolean') checkBoolean(owner, value);
  const isRight = Object.is(value, standard) || (typeof value === expected && !Number.isNaN(value));
  if (isRight || !primitives.includes(expected)) return;
  throw new ArgumentError(`${owner} expects a ${expected} (received ${received(value)})`);
}
