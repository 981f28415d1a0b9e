import { ArgumentError } from '../errors.js';
import { nearestName } from './nearest-name.js';
import { received } from './received.js';

/** `value`, if it is one of `names`; `owner` names the argument: `VarianceScaling: mode`. */
export function oneOf<Name extends string>(owner: string, value: Name, names: readonly Name[]): Name {
  if (names.includes(value)) return value;
  const choices = names.map((name) => `'${name}'`).join(', ');
  throw new ArgumentError(`${owner} expects one of ${choices} (received ${receivedName(value, names)})`);
}

/** A value that should have been one of `names`, and which of them was probably meant. */
export function receivedName(value: unknown, names: readonly string[]): string {
  const nearest = typeof value === 'string' ? nearestName(value, names) : null;
  return nearest === null ? received(value) : `${received(value)}, did you mean '${nearest}'?`;
}
