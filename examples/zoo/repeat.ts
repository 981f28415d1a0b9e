import { type AnyLayer, defineBlock, type Layer, type RuleOf } from 'tupleflow';

const repeated = defineBlock({
  name: 'Repeat',
  layers: ({ layers }: { readonly layers: readonly AnyLayer[] }) => ({ layers }),
  forward: (input, { layers }) => layers.reduce((tensors: typeof input, layer) => layer.all(tensors), input),
});

/**
 * So many blocks one after the other, as one layer: each is made anew, for its index, and has weights of its own.
 *
 * The shape is that of one block, which has to be that of all: each gives for the output of the one before what the first
 * gives for the input.
 *
 * @example
 * const trunk = repeat(8, () => Residual(Dense(64)))(Input([64])); // SymbolicTensor<[null, 64]>
 */
export function repeat<Block extends AnyLayer>(times: number, block: (index: number) => Block): Layer<RuleOf<Block>> {
  return repeated<RuleOf<Block>>({ layers: Array.from({ length: times }, (_, index) => block(index)) });
}
