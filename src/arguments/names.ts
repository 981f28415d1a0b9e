import { ArgumentError, received, withArticle } from '../errors.js';

/** Longer ones are not misspelt names, and comparing them would take long. */
const longestName = 100;

/** The name that was probably meant, or `null` where none is near; `_`, `-` and case are ignored. */
export function nearestName(written: string, names: readonly string[]): string | null {
  if (written.length > longestName) return null;
  const wanted = plain(written);
  const tolerated = Math.max(1, Math.floor(wanted.length / 3));
  const near = names
    .filter((name) => Math.abs(plain(name).length - wanted.length) <= tolerated)
    .map((name) => ({ name, distance: editDistance(wanted, plain(name)) }))
    .filter(({ distance }) => distance <= tolerated)
    .sort((left, right) => left.distance - right.distance);
  return near[0]?.name ?? null;
}

function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

/** The number of letters to insert, remove, replace or exchange with the next that turns one word into the other. */
export function editDistance(left: string, right: string): number {
  const rows = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => (rows[row] as number[])[column] as number;
  for (let row = 1; row <= left.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      const isExchanged = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      (rows[row] as number[]).push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          row > 1 && column > 1 && isExchanged ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(left.length, right.length);
}

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

/**
 * The entry of `table` that `identifier` names; where there is none, an `ArgumentError` that offers the nearest
 * name, and lists all in a second line. Names of `Object.prototype` are no names.
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
  // A template would call the methods of an owner that is no string.
  const who = typeof owner === 'string' ? owner : received(owner);
  throw new ArgumentError(
    `${who} expects ${withArticle(kind)} (received ${receivedName(identifier, names)})\n` +
      `The names are ${names.map((name) => `'${name}'`).join(', ')}.`,
  );
}

/** The entry of a table under a name that may come from a file: `undefined` for names that every object has. */
export function entryOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
