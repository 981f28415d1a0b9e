import {
  Add,
  type AnyLayer,
  BatchNormalization,
  Concatenate,
  Dense,
  Dropout,
  defineBlock,
  Flatten,
  Identity,
  Input,
  type Layer,
  LayerNormalization,
  LSTM,
  Masking,
  Model,
  MultiHeadAttention,
  Multiply,
  Parallel,
  Residual,
  repeat,
  type SameShape,
  Sequential,
  TimeDistributed,
} from 'tupleflow';
import type { AnyModel } from '../guide/golden-model.js';

/** Blocks of the user's own, as functions that files call. */
const causalAttention = defineBlock({
  name: 'CausalAttention',
  package: 'my_package',
  layers: ({ heads, keyDim }: { readonly heads: number; readonly keyDim: number }) => ({
    attention: MultiHeadAttention(heads, keyDim),
  }),
  forward: (x, { attention }) => attention(x, x, { useCausalMask: true }),
});

/** Its layers are called in another order than they are listed in, one of them twice, on outputs of others. */
const crossed = defineBlock({
  name: 'Crossed',
  layers: ({ last }: { readonly last: AnyLayer }) => ({
    last,
    gate: Dense(4, { activation: 'sigmoid' }),
    narrow: Dense(4),
    multiply: Multiply(),
    join: Add(),
  }),
  forward: (x, { last, gate, narrow, multiply, join }) => {
    const narrowed = narrow(x);
    return last(join([multiply([gate(x), narrowed]), gate(narrowed), narrowed]));
  },
});

export const ownBlocks = { CausalAttention: causalAttention, Crossed: crossed };

type Same = SameShape<'a block'>;
const block = () =>
  Residual(Sequential([LayerNormalization(), Dense(8, { activation: 'gelu' }), Dropout(0), Dense(8)]));

function model(make: (x: ReturnType<typeof sequence>) => unknown): AnyModel {
  const inputs = sequence();
  return Model({ inputs, outputs: make(inputs) as typeof inputs }) as unknown as AnyModel;
}

const sequence = () => Input([5, 4]);

/** Models with blocks of all kinds. */
export const blockModels: Readonly<Record<string, () => AnyModel>> = {
  residual: () => model((x) => x.pipe(Dense(8), Residual(Dense(8)), Residual(Dense(3), Dense(3)), Flatten(), Dense(2))),
  repeated: () => model((x) => x.pipe(Dense(8), repeat(3, block), repeat(0, block), Flatten(), Dense(2))),
  parallel: () =>
    model((x) => {
      const towers = [Sequential([Dense(3), BatchNormalization()]), Identity(), Residual(Dense(4))] as const;
      return x.pipe(Parallel(towers, Concatenate()), Flatten(), Dense(2));
    }),
  attention: () =>
    model((x) => {
      const attention = Parallel([Identity(), Identity()], MultiHeadAttention(2, 3));
      const causal: Layer<Same> = causalAttention<Same>({ heads: 2, keyDim: 3 });
      return x.pipe(Masking(), Residual(attention), Residual(causal), LSTM(3), Dense(2));
    }),
  crossed: () => model((x) => x.pipe(crossed<Same>({ last: Dense(4) }), Flatten(), Dense(2))),
  perStep: () => model((x) => x.pipe(TimeDistributed(Residual(Dense(4))), Flatten(), Dense(2))),
  twice: () =>
    model((x) => {
      const shared = Residual(Dense(4));
      return Add()([x.pipe(shared, Flatten(), Dense(2)), x.pipe(Dense(4), shared, Flatten(), Dense(2))]);
    }),
  sharedInside: () =>
    model((x) => {
      const shared = Dense(4, { name: 'shared' });
      const first = Residual(Sequential([shared, Dense(4)]));
      return x.pipe(first, Residual(Sequential([Dense(4), shared])), Flatten(), Dense(2));
    }),
  /** Keras does not load its own file of such a model. */
  models: () => {
    const inner = sequence();
    const encoder = Model({ inputs: inner, outputs: inner.pipe(block4(), Dense(4)), name: 'encoder' });
    return model((x) => x.pipe(encoder, Sequential([sequence(), block4(), encoder]), Flatten(), Dense(2)));
  },
};

function block4() {
  return Residual(Sequential([Dense(6, { activation: 'relu' }), Dense(4)]));
}
