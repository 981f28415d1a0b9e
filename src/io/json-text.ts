import { parseJson } from './formats/json.js';
import { checkedJson, type Json } from './keras-config.js';

/**
 * The value of JSON in a file.
 *
 * @param place The part of the file, in errors.
 * @throws DataError if it is not JSON, has a key twice in one object, or is too large or too deep.
 */
export function readJson(text: string | Uint8Array, owner: string, place: string): Json {
  return checkedJson(parseJson(text, owner, place), `${owner}: ${place}`);
}

/** Options of Keras that have to be floats, which JSON of JavaScript writes as integers where they are whole. */
const floats: ReadonlySet<string> = new Set(['learning_rate', 'momentum', 'beta', 'threshold']);

/** No text of a configuration begins with this. */
const mark = '\u0000float ';

/** JSON of a configuration, in which whole numbers are floats where Keras wants them: `0.0`. */
export function writeJson(value: unknown): string {
  const isWhole = (key: string, item: unknown) =>
    floats.has(key) && Number.isInteger(item) && Math.abs(item as number) < 1e15;
  const json = JSON.stringify(value, (key, item) => (isWhole(key, item) ? `${mark}${item}` : item));
  return json.replaceAll(/"\\u0000float (-?\d+)"/g, '$1.0');
}
