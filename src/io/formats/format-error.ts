import { DataError, received } from '../../errors.js';

/** The error for something wrong at a place of a file: `model.keras: config.json expects JSON (received …)`. */
export function formatError(owner: string, place: string, expected: string, got: string): DataError {
  return new DataError(`${owner}: ${place} expects ${expected} (received ${got})`);
}

/** Names that objects of JavaScript have a meaning for. They are refused, although names are only keys of maps here. */
const reserved = /^__(proto|defineGetter|defineSetter|lookupGetter|lookupSetter)__$/;

/** Whether text has a character that no name has: a control character, or half of a pair of surrogates. */
function isUnprintable(name: string): boolean {
  for (const character of name) {
    const code = character.codePointAt(0) as number;
    if (code < 0x20 || code === 0x7f || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffd) return true;
  }
  return false;
}

/** The most characters that a name or path in a file may have. */
const longestName = 4096;

/**
 * Throws where the name of a part of a file is empty, too long, unprintable or one that objects reserve.
 *
 * @param place The part of the file that holds the name.
 */
export function checkName(owner: string, place: string, name: string): void {
  const isWrong = name === '' || name.length > longestName || isUnprintable(name) || reserved.test(name);
  if (isWrong) throw formatError(owner, place, 'names of printable characters that are not reserved', received(name));
}

/**
 * Throws unless a path stays in the folder that it starts from: relative, with `/` between names, and without `..`.
 *
 * @param place The part of the file that holds the path.
 */
export function checkPath(owner: string, place: string, path: string): void {
  const segments = path.split('/');
  const leaves = segments.some((segment) => segment === '..' || segment === '.' || segment === '');
  if (leaves || path.includes('\\') || /^[a-z]:/i.test(path)) {
    throw formatError(owner, place, 'relative paths that stay in their folder', received(path));
  }
  checkName(owner, place, path);
  for (const segment of segments) checkName(owner, place, segment);
}
