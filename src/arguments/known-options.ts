import { ArgumentError } from '../errors.js';
import { nearestName } from './nearest-name.js';

/** @throws ArgumentError if an option is given that is not among those that are known, so that none is ignored. */
export function checkKnownOptions(owner: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((option) => !known.includes(option));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  const suggestion = nearest === null ? '' : `, did you mean '${nearest}'?`;
  throw new ArgumentError(`${owner} expects the options of its class (received '${unknown}'${suggestion})`);
}
