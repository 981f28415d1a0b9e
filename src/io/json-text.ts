import { DataError, received } from '../errors.js';
import { checkedJson, type Json } from './keras-config.js';

/**
 * The value of JSON text from a file.
 *
 * @param place The part of the file, in errors.
 * @throws DataError if it is not JSON, has a key twice in one object, or is too large or too deep.
 */
export function parseJson(text: string, owner: string, place: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DataError(`${owner}: ${place} expects JSON (received ${received(text.slice(0, 40))})`, { cause: error });
  }
  checkKeys(text, owner, place);
  return checkedJson(value, place);
}

/** @throws DataError if an object has a key twice: readers differ in which of them counts. */
function checkKeys(text: string, owner: string, place: string): void {
  const open: (Set<string> | null)[] = [];
  const strings = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;
  for (let match = strings.exec(text); match !== null; match = strings.exec(text)) {
    const [token] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else {
      const keys = open.at(-1);
      if (!keys || !isKey(text, strings.lastIndex)) continue;
      const key = JSON.parse(token) as string;
      if (keys.has(key)) {
        throw new DataError(`${owner}: ${place} expects different keys in an object (received ${received(key)} twice)`);
      }
      keys.add(key);
    }
  }
}

/** Whether a colon follows. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return text[at] === ':';
}
