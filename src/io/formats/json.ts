import { received } from '../../errors.js';
import { checkName, formatError } from './format-error.js';

/** How deep lists and objects may be nested, and how many characters a text may have. */
const [deepest, longest] = [200, 2 ** 28];

/**
 * The value that JSON of a file stands for. `Infinity`, which Python writes although JSON has no such number, is read.
 *
 * @param owner The name of the file in errors.
 * @param place The part of the file.
 * @throws DataError if it is no JSON, a key occurs twice in an object or is one that objects reserve, or lists and
 * objects are nested more than 200 deep.
 */
export function parseJson(json: string | Uint8Array, owner: string, place: string): unknown {
  if (json.length > longest) throw formatError(owner, place, `JSON of at most ${longest} bytes`, `${json.length}`);
  const text = typeof json === 'string' ? json : decoded(json, owner, place);
  checkKeys(text, owner, place);
  try {
    return JSON.parse(text);
  } catch (error) {
    const finite = withoutInfinity(text);
    if (finite !== text) return parseJson(finite, owner, place);
    const reason = error instanceof Error ? error.message : String(error);
    throw formatError(owner, place, 'JSON', reason);
  }
}

function decoded(bytes: Uint8Array, owner: string, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw formatError(owner, place, 'JSON in UTF-8', 'bytes that are not');
  }
}

/** Where a string ends that begins with a quote at `start`: after its closing quote, or at the end of the text. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index + 1;
  }
  return text.length;
}

/** Throws for keys that occur twice or are reserved, and for deep nesting; what is no JSON may pass. */
function checkKeys(text: string, owner: string, place: string): void {
  const keys: (Set<string> | null)[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{' || character === '[') keys.push(character === '{' ? new Set() : null);
    if (character === '}' || character === ']') keys.pop();
    if (keys.length > deepest) throw formatError(owner, place, `nesting of at most ${deepest}`, 'more');
    if (character !== '"') continue;
    const end = endOfString(text, index);
    const object = keys.at(-1);
    if (object && isKey(text, end)) checkKey(text.slice(index, end), object, owner, place);
    index = end - 1;
  }
}

function isKey(text: string, end: number): boolean {
  let index = end;
  while (index < text.length && ' \n\r\t'.includes(text[index] as string)) index++;
  return text[index] === ':';
}

function checkKey(quoted: string, object: Set<string>, owner: string, place: string): void {
  let key: string;
  try {
    key = JSON.parse(quoted);
  } catch {
    return;
  }
  if (object.has(key)) throw formatError(owner, place, 'each key of an object once', `${received(key)} twice`);
  if (key.startsWith('__')) checkName(owner, place, key);
  object.add(key);
}

/** JSON with a number that is read as infinity in the place of `Infinity`. */
function withoutInfinity(text: string): string {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') index = endOfString(text, index) - 1;
    else if (text.startsWith('Infinity', index)) {
      parts.push(text.slice(start, index), '1e999');
      start = index + 'Infinity'.length;
      index = start - 1;
    }
  }
  return parts.join('') + text.slice(start);
}
