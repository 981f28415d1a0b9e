import type { Columns } from './columns.js';
import type { Differences } from './differences.js';
import type { OnesFirst } from './digit-string.js';

/** The number that digits write, leading zeros or not; `number` beyond `Number.MAX_SAFE_INTEGER`. */
export type ToNumber<Digits extends string> = Digits extends `0${infer Rest}`
  ? Rest extends ''
    ? 0
    : ToNumber<Rest>
  : Digits extends SixteenOrMore
    ? Columns<OnesFirst<'9007199254740991'>, OnesFirst<Digits>, Differences> extends `0${string}`
      ? Parse<Digits>
      : number
    : Parse<Digits>;

type Parse<Digits extends string> = Digits extends `${infer Value extends number}` ? Value : number;

// `bigint` stands for one digit here; a run of `string` would collapse into one.
type Four = `${bigint}${bigint}${bigint}${bigint}`;
type SixteenOrMore = `${Four}${Four}${Four}${bigint}${bigint}${bigint}${string}`;
