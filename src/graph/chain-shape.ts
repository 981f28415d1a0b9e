import type { Mismatch } from '../types/mismatch.js';
import type { ShapeFunction, StructuredBy } from '../types/shape-function.js';
import type { Chain, Link } from './chain.js';

/** The rule of layers called one after the other as one layer, where their only input is to blame. */
export interface ChainShape<Rules extends readonly unknown[]> extends ShapeFunction {
  readonly signature: ChainSignature<Rules>;
  readonly parameters: [Rules];
  readonly output: [Chain<Rules, this['input'], this['inputType']>] extends [Link<infer Output, unknown>]
    ? Output
    : ChainMismatch<Chain<Rules, this['input'], this['inputType']>>;
  readonly outputType: Chain<Rules, this['input'], this['inputType']> extends Link<unknown, infer OutputType>
    ? OutputType
    : unknown;
  readonly structured: Rules extends readonly [...unknown[], infer Last]
    ? StructuredBy<Last['structured' & keyof Last]>
    : true;
  readonly takesStrings: true;
}

type ChainMismatch<Outcome> = [Outcome] extends [Mismatch<infer Message>] ? Mismatch<Message, null> : never;

/**
 * What the first layer takes, or the second where the first takes any shape, and the last one of three that changes the shape gives.
 *
 * (The rules are matched once: to match them, the compiler instantiates all of them anew.)
 */
type ChainSignature<Rules extends readonly unknown[]> = Rules['length'] extends 0 | 1 | 2
  ? Rules['length'] extends 2
    ? Joined<SignatureOf<Rules[0]>, SignatureOf<Rules[1 & keyof Rules]>>
    : Rules['length'] extends 1
      ? SignatureOf<Rules[0]>
      : Keeping
  : Rules extends readonly [...unknown[], infer Third, infer Second, infer Last]
    ? Joined<
        SignatureOf<Rules[0]> extends Keeping ? SignatureOf<Rules[1 & keyof Rules]> : SignatureOf<Rules[0]>,
        SignatureOf<Last> extends KeepingAny
          ? SignatureOf<Second> extends KeepingAny
            ? SignatureOf<Third>
            : SignatureOf<Second>
          : SignatureOf<Last>
      >
    : unknown;

type Keeping = 'any shape → the same shape';

type KeepingAny = `${string} → the same shape`;

/** (By its key: to match it as a member, the compiler would compare all that rules have.) */
type SignatureOf<Rule> = Rule['signature' & keyof Rule];

/** What one layer takes, and another one after it gives. */
type Joined<First, Last> = Last extends KeepingAny
  ? First
  : First extends Keeping
    ? Last
    : [First, Last] extends [`${infer Taken} → ${string}`, `${string} → ${infer Given}`]
      ? `${Taken} → ${Given}`
      : unknown;
