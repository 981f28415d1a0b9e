import { receivedName } from '../arguments/one-of.js';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';

/**
 * The options that are given, and `defaults` for the rest, frozen.
 *
 * @throws ArgumentError if an option is none of `defaults`', or not a number, a boolean or a string where its default is.
 */
export function completeOptions<Options extends object>(
  owner: string,
  defaults: Options,
  given: Partial<Options> = {},
): Readonly<Options> {
  const stated = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of stated) {
    if (!Object.hasOwn(defaults, name)) {
      const names = Object.keys(defaults);
      throw new ArgumentError(
        `${owner} expects options ${names.map((option) => `'${option}'`).join(', ')} (received ${receivedName(name, names)})`,
      );
    }
    checkType(`${owner}: ${name}`, defaults[name as keyof Options], value);
  }
  return Object.freeze({ ...defaults, ...(Object.fromEntries(stated) as Partial<Options>) });
}

const primitives = ['number', 'boolean', 'string'];

function checkType(owner: string, standard: unknown, value: unknown): void {
  const expected = typeof standard;
  const isRight = typeof value === expected && !Number.isNaN(value);
  if (isRight || !primitives.includes(expected)) return;
  throw new ArgumentError(`${owner} expects a ${expected} (received ${received(value)})`);
}
