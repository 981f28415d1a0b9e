import { ArgumentError } from '../errors.js';
import { receivedName } from './one-of.js';
import { withArticle } from './received.js';

/**
 * The entry of `table` that `identifier` names; where there is none, an `ArgumentError` that lists the names and offers
 * the nearest. Names of `Object.prototype` are no names.
 *
 * @param kind what the table holds, in the singular: `activation`
 * @param owner the argument that the name was given to: `dense: activation`
 *
 * @example
 * const constraint = isConstraint(identifier) ? identifier : resolveNamed('constraint', named, identifier, owner)();
 */
export function resolveNamed<Entry>(
  kind: string,
  table: Readonly<Record<string, Entry>>,
  identifier: unknown,
  owner: string,
): Entry {
  if (typeof identifier === 'string' && Object.hasOwn(table, identifier)) return table[identifier] as Entry;
  const names = Object.keys(table);
  throw new ArgumentError(
    `${owner} expects ${withArticle(kind)}: ${names.map((name) => `'${name}'`).join(', ')}, or one of your own ` +
      `(received ${receivedName(identifier, names)})`,
  );
}
