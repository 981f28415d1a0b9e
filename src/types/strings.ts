import { ShapeError } from '../errors.js';
import type { DType } from './dtype.js';
import type { Mismatch } from './mismatch.js';

/** What is said of strings where numbers are expected. */
export const onlyNumbers = 'layer expects numbers, such as the output of StringLookup (received strings)';

/** Whether strings are among the element types of inputs. */
export type HasStrings<Types> = Types extends DType
  ? Types extends 'string'
    ? true
    : false
  : 'string' extends Types[keyof Types]
    ? true
    : false;

/** What a layer that takes numbers answers to strings, with the inputs to blame where there are several. */
export type OnlyNumbers<Types> = Types extends DType
  ? Rejected<null>
  : { [Key in InputKey<Types>]: Types[Key] extends 'string' ? Rejected<Key> : never }[InputKey<Types>];

type Rejected<At extends string | null> = Mismatch<typeof onlyNumbers, At>;

type InputKey<Types> = Types extends readonly unknown[] ? keyof Types & `${number}` : keyof Types & string;

/** The same at run time: throws where strings are among the types. */
export function checkNumbers(types: readonly DType[]): void {
  if (types.includes('string')) throw new ShapeError(onlyNumbers);
}
