import { ArgumentError } from '../errors.js';
import { isLayer, type LayerOptions } from '../graph/create-layer.js';
import { type BlockCall, BlockTensor, defineBlock } from '../graph/define-block.js';
import type { AnyLayer, Layer } from '../graph/layer.js';
import { type Mismatch, type Unexpected, unexpected } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Apply, ApplyType, RuleOf, ShapedBy, ShapeFunction, StatedType } from '../types/shape-function.js';

const several = 'one tensor from each of its layers';

/** Layers side by side on the same input, and one that takes all their outputs. The input is to blame for any mismatch. */
export interface ParallelShape<Towers extends readonly unknown[], Merge, Block extends string = 'Parallel'>
  extends ShapeFunction {
  readonly output: Merged<Outputs<Towers, this['input'], this['inputType'], Block>, Merge>;
  readonly outputType: ApplyType<
    RuleOf<Merge>,
    Outputs<Towers, this['input'], this['inputType'], Block>,
    OutputTypes<Towers, this['input'], this['inputType']>
  >;
  readonly takesStrings: true;
}

type Outputs<Towers extends readonly unknown[], Input, InputType, Block extends string> = {
  -readonly [Place in keyof Towers]: OneTensor<Apply<RuleOf<Towers[Place]>, Input, InputType>, Block>;
};

type OutputTypes<Towers extends readonly unknown[], Input, InputType> = {
  -readonly [Place in keyof Towers]: StatedType<ApplyType<RuleOf<Towers[Place]>, Input, InputType>>;
};

type OneTensor<Output, Block extends string> = unknown extends Output
  ? Shape
  : Output extends Shape | Mismatch
    ? Output
    : Unexpected<Block, typeof several, Output>;

type Merged<Given extends readonly unknown[], Merge> = number extends Given['length']
  ? Shape
  : FirstMismatch<Given> extends infer Found extends Mismatch
    ? Mismatch<Found['message'], null>
    : Apply<RuleOf<Merge>, Given> extends infer Output
      ? Output extends Mismatch<infer Message>
        ? Mismatch<Message, null>
        : unknown extends Output
          ? Shape
          : Output
      : never;

type FirstMismatch<
  Given extends readonly unknown[],
  Place extends readonly unknown[] = [],
> = Place['length'] extends Given['length']
  ? null
  : Given[Place['length']] extends Mismatch
    ? Given[Place['length']]
    : FirstMismatch<Given, [...Place, unknown]>;

/**
 * Layers side by side on the same input, whose outputs are merged by one more layer.
 *
 * Takes whatever fits all towers, gives what `merge` makes of the list of their outputs.
 *
 * @example
 * const inception = Parallel(
 *   [Conv2D(64, [1, 1]), Sequential([Conv2D(64, [1, 1]), Conv2D(64, [3, 3], { padding: 'same' })])],
 *   Concatenate(),
 * );
 * inception(Input([28, 28, 192])); // SymbolicTensor<[null, 28, 28, 128]>
 */
export function Parallel<
  const Towers extends readonly ShapedBy[],
  Merge extends ShapedBy,
  const Name extends string = string,
>(towers: Towers, merge: Merge, options: LayerOptions<Name> = {}): Layer<ParallelShape<Towers, Merge>, Name> {
  if (!Array.isArray(towers) || towers.length === 0 || !towers.every(isLayer)) {
    throw new ArgumentError('Parallel: towers expects a list of layers');
  }
  if (!isLayer(merge)) throw new ArgumentError('Parallel: merge expects a layer, such as Concatenate()');
  const list = Object.freeze([...towers]) as readonly AnyLayer[];
  return parallelBlock<ParallelShape<Towers, Merge>, Name>('Parallel', { towers: list, merge }, list, merge, options);
}

/** The block of {@link Parallel} and of those that are made like it; `null` for a tower passes the input on as it is. */
export function parallelBlock<Rule extends ShapeFunction, Name extends string>(
  name: string,
  configuration: Readonly<Record<string, unknown>>,
  towers: readonly (AnyLayer | null)[],
  merge: AnyLayer,
  options: LayerOptions<Name>,
): Layer<Rule, Name> {
  type Block = { readonly towers: readonly AnyLayer[]; readonly merge: AnyLayer };
  return defineBlock<Rule, Name, Block>(
    {
      name,
      configuration,
      layers: { towers: towers.filter((tower) => tower !== null), merge },
      forward: (input, calls) => {
        const remaining = [...calls.towers];
        const outputs = towers.map((tower) => {
          const output = tower === null ? input : (remaining.shift() as BlockCall).all(input);
          if (output instanceof BlockTensor) return output;
          return unexpected(name, tower === null ? 'one tensor' : several, [[]]);
        });
        return calls.merge.all(outputs);
      },
    },
    options,
  );
}
