import { DataError, received } from '../errors.js';

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The members of an object of JSON. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

/** An object as Keras writes it: `{ "module": "keras.layers", "class_name": "Dense", "config": { "units": 64 } }`. */
export interface KerasConfig {
  readonly module?: string | null;
  readonly class_name: string;
  readonly config: JsonRecord;
  /** What a user's own class is registered as in Keras: `my_package>Scale`. */
  readonly registered_name?: string | null;
  /** The number of something that stands in several places: it is the same in all. */
  readonly shared_object_id?: number;
}

/** Whether a value of JSON is an object, and no list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deep lists and objects may be in one another. Keras' own configurations are a tenth as deep. */
const deepest = 256;

/** How many values a configuration may have: more than the largest vocabulary that is written in one. */
const most = 500_000;

/** How many characters the values of a configuration may have together. */
const longest = 50_000_000;

/**
 * A copy of a value that is given as JSON: cycles, what JSON cannot say, and what is too much to read end in an error before
 * anything is made of it. Members that are `undefined` are left out, as JSON does.
 *
 * @throws DataError that says where it is wrong: `config.config.layers[0]`.
 */
export function checkedJson(value: unknown, path: string): Json {
  const keys: (string | number)[] = [];
  const place = () => path + keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${shortened(key)}`)).join('');
  let [values, characters] = [0, 0];

  const count = (size: number, length: number) => {
    values += size;
    characters += length;
    if (values <= most && characters <= longest) return;
    const expected = values > most ? `${most} values` : `${longest} characters`;
    throw new DataError(`${place()} expects at most ${expected} (received more)`);
  };

  const copied = (item: unknown, key: string | number): Json => {
    keys.push(key);
    const result = copy(item);
    keys.pop();
    return result;
  };

  const copy = (item: unknown): Json => {
    if (typeof item === 'string') count(0, item.length);
    if (item === null || typeof item === 'boolean' || typeof item === 'number' || typeof item === 'string') return item;
    if (keys.length > deepest) throw misshapen(place(), `at most ${deepest} levels`, item);
    return Array.isArray(item) ? copyOfList(item) : copyOfObject(item);
  };

  const copyOfList = (list: readonly unknown[]): Json => {
    count(list.length, 0);
    const copies: Json[] = [];
    for (let index = 0; index < list.length; index++) copies.push(copied(list[index], index));
    return copies;
  };

  const copyOfObject = (object: unknown): Json => {
    if (!isPlain(object)) throw misshapen(place(), 'a value that JSON can represent', object);
    const members = Object.entries(object).filter(([, member]) => member !== undefined);
    for (const [key] of members) count(1, key.length);
    return Object.fromEntries(members.map(([key, member]) => [key, copied(member, key)]));
  };

  return copy(value);
}

/** Whether a value is an object as JSON makes it, which no class has. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** A key as the path in a message has it. */
function shortened(key: string): string {
  return key.length > 40 ? `${key.slice(0, 40)}…` : key;
}

/**
 * The members of what should be a configuration.
 *
 * @throws DataError if it is none; `path` says where it stands: `config.layer`.
 */
export function checkedConfig(value: unknown, path: string): KerasConfig {
  if (!isRecord(value)) throw misshapen(path, 'an object with class_name and config', value);
  const { module = null, class_name: className, config = {}, registered_name: registeredName = null } = value;
  if (typeof className !== 'string') throw misshapen(`${path}.class_name`, 'the name of a class', className);
  if (!isRecord(config)) throw misshapen(`${path}.config`, 'an object', config);
  return {
    module: optionalText(`${path}.module`, module),
    class_name: className,
    config,
    registered_name: optionalText(`${path}.registered_name`, registeredName),
  };
}

function optionalText(path: string, value: Json): string | null {
  if (value === null || typeof value === 'string') return value;
  throw misshapen(path, 'a string or null', value);
}

/** The error of a configuration that is not what it should be. */
export function misshapen(path: string, expected: string, value: unknown): DataError {
  return new DataError(`${path} expects ${expected} (received ${received(value)})`);
}

/** `kernelSize` for `kernel_size`: a name of Keras' as it is here. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `kernel_size` for `kernelSize`, and `beta_1` for `beta1`: the name of an option in Keras. */
export function optionName(name: string): string {
  return snakeCase(name).replace(/([a-z]{2})(\d)/g, '$1_$2');
}

/** `channels_last` for `channelsLast`: one of several words that an option may be. */
export function snakeCase(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whether a name is that of the class, but for how words are told apart: `mean_squared_error` of `MeanSquaredError`. */
export function isNameOf(className: string, name: unknown): name is string {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase();
  return typeof name === 'string' && plain(name) === plain(className);
}

/** Whether an option is one of a few words, some of which are several in one: all other text is the user's own. */
export function isWord(option: string): boolean {
  return /^(dataFormat|outputMode|standardize|reduction|distribution|mode|aggregation|classAggregation)$/.test(option);
}
