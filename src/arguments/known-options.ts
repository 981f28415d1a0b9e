import { ArgumentError } from '../errors.js';
import { receivedName } from './one-of.js';
import { received } from './received.js';

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

/** @throws ArgumentError if what should be an object of options is `null`, a list, a function or no object at all. */
export function checkIsObject(owner: string, given: unknown): asserts given is object {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return;
  throw new ArgumentError(`${owner} expects an object of options (received ${received(given)})`);
}

/** @throws ArgumentError if the name of an option is not among those that are known. */
export function checkKnownOptions(owner: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((option) => !known.includes(option));
  if (unknown === undefined) return;
  const names = known.map((name) => `'${name}'`).join(', ');
  const expected = known.length === 0 ? 'no options' : `options ${names}`;
  throw new ArgumentError(`${owner} expects ${expected} (received ${receivedName(unknown, known)})`);
}
