import type { Known } from '../../types/arithmetic/operands.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, isOpen, isShape, type Shape } from '../../types/shape.js';
import type { IsSingle } from '../../types/single.js';
import type { OutputMode } from './encode.js';

const expectedTexts = '(batch) or (batch, 1)';
const expectedTokens = '(batch) or (batch, tokens)';

/**
 * What comes of texts, one in each sample, or of tokens, where `IsSplit` is false: their indices, `Length` of them or as many as
 * the longest has, or one vector of `Size`.
 */
export type TextOutput<
  Input,
  IsSplit extends boolean,
  Mode extends OutputMode,
  Length extends number | null,
  Size extends number,
> = [Input] extends [Shape]
  ? [IsUnranked<Input>, IsSingle<Mode>] extends [false, true]
    ? HasTexts<Input, IsSplit> extends true
      ? [Input[0], TextSize<Mode, Length, Size>]
      : Unexpected<'TextVectorization', Expected<IsSplit>, Input>
    : Shape
  : Unexpected<'TextVectorization', Expected<IsSplit>, Input>;

type Expected<IsSplit extends boolean> = IsSplit extends true ? typeof expectedTexts : typeof expectedTokens;

/** A second axis has a size of 1, or one that may be, or any, where samples are tokens. */
type HasTexts<Input extends Shape, IsSplit extends boolean> = [Input] extends [readonly [Dimension]]
  ? true
  : [Input] extends [readonly [Dimension, infer Tokens]]
    ? IsSplit extends false
      ? true
      : Tokens extends string | null | 1
        ? true
        : number extends Tokens
          ? true
          : false
    : false;

type TextSize<Mode extends OutputMode, Length extends number | null, Size extends number> = Mode extends 'int'
  ? [Length] extends [null]
    ? null
    : [Length] extends [number]
      ? Known<Length & number>
      : number | null
  : Size;

/** The same at run time; `null` is the size that is not yet known. */
export function textOutput(
  input: Shape,
  isSplit: boolean,
  mode: OutputMode,
  length: number | null,
  size: number | null,
): Shape {
  const [batch, tokens = 1, ...others] = isShape(input) ? input : [];
  const isText = others.length === 0 && (!isSplit || isOpen(tokens) || tokens === 1);
  if (batch !== undefined && isText) return [batch, mode === 'int' ? length : size];
  return unexpected('TextVectorization', isSplit ? expectedTexts : expectedTokens, input);
}
