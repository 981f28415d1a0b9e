import { expectType } from 'tsd';
import {
  type AnyLayer,
  add,
  concatenate,
  Dense,
  defineLayer,
  Embedding,
  Flatten,
  type History,
  Input,
  LSTM,
  Model,
  type NamedTensor,
  type OfType,
  Sequential,
  type Shape,
  type ShapeFunction,
  type SymbolicTensor,
  type Tensor,
  TimeDistributed,
  tensor,
} from 'tupleflow';
import { namedAs } from './named-as.js';

interface LengthsShape extends ShapeFunction {
  readonly output: this['input'];
  readonly takesStrings: true;
}
const lengths = defineLayer({
  name: 'Lengths',
  configure: () => ({}),
  shape: (input: Shape) => input,
  takesStrings: true,
  forward: (input) => input,
});
const Lengths = () => lengths<LengthsShape>({});

declare const layer: AnyLayer;
const words = Input([4], { dtype: 'string' });
const numbers = Input([4]);

// --- tensors of the graph ---

expectType<SymbolicTensor<[null, 4]> & OfType<'string'>>(words);
expectType<NamedTensor<[null, 4], 'words'> & OfType<'string'>>(Input([4], { dtype: 'string', name: 'words' }));
expectType<['words', [null, 4]]>(namedAs(Input([4], { dtype: 'string', name: 'words' })));
expectType<SymbolicTensor<[null, 4]>>(Lengths()(words));
expectType<SymbolicTensor<[null, 2]>>(words.pipe(Lengths(), Dense(2)));
expectType<SymbolicTensor<[null, 3, 5]>>(
  Input([3, 4], { dtype: 'string' }).pipe(TimeDistributed(Sequential([Lengths(), Dense(5)]))),
);
expectType<SymbolicTensor>(words.pipe(layer));

// @ts-expect-error at `words`: layer expects numbers, such as the output of StringLookup (received strings)
Dense(2)(words);
// @ts-expect-error at `words`: layer expects numbers, such as the output of StringLookup (received strings)
Embedding(10, 2)(words);
// @ts-expect-error at `words`: layer expects numbers, such as the output of StringLookup (received strings)
Flatten()(words);
// @ts-expect-error at `Input`: layer expects numbers, such as the output of StringLookup (received strings)
LSTM(2)(Input([3, 4], { dtype: 'string' }));
// @ts-expect-error at `words`: layer expects numbers, such as the output of StringLookup (received strings)
concatenate([numbers, words]);
// @ts-expect-error at `words`: layer expects numbers, such as the output of StringLookup (received strings)
add([words, numbers]);
// @ts-expect-error at `Dense`: layer expects numbers, such as the output of StringLookup (received strings)
words.pipe(Dense(2));
// @ts-expect-error at `Input`: layer expects numbers, such as the output of StringLookup (received strings)
TimeDistributed(Dense(2))(Input([3, 4], { dtype: 'string' }));
// @ts-expect-error at `Dense`: layer expects numbers, such as the output of StringLookup (received strings)
Sequential([words, Dense(2)]);

// --- models ---

const outputs = Dense(1)(Lengths()(words));
const model = Model({ inputs: words, outputs });
expectType<SymbolicTensor<[null, 1]>>(model(words));
// @ts-expect-error at `numbers`: model expects string elements for input 0 (received float32)
model(numbers);
// @ts-expect-error at `words`: model expects float32 elements for input 0 (received string)
Model({ inputs: numbers, outputs: numbers })(words);

// --- data ---

declare const texts: Tensor<[number, 4], 'string'>;
declare const floats: Tensor<[number, 4]>;
declare const nested: readonly (readonly string[])[];
expectType<Tensor<[number], 'string'>>(tensor(['a', 'b']));
expectType<Tensor<[number, number], 'string'>>(tensor([['a'], ['b']]));
expectType<Tensor<[2, 1], 'string'>>(tensor(['a', 'b'], [2, 1]));
expectType<Tensor<[number]>>(tensor([]));
expectType<Promise<History>>(model.fit([['a', 'b', 'c', 'd']], [1]));
expectType<Promise<History>>(model.fit(nested, [1]));
expectType<Promise<Tensor<[number, 1]>>>(model.predict(texts));
expectType<Promise<Tensor<[number, 1]>>>(model.predict([]));
expectType<Promise<Tensor<[number, 4], 'string'>>>(Model({ inputs: words, outputs: words }).predict(texts));

// @ts-expect-error at `[[1`: x expects strings (received a number)
model.predict([[1, 2, 3, 4]]);
// @ts-expect-error at `new`: x expects strings (received a typed array)
model.predict(new Float32Array(4));
// @ts-expect-error at `floats`: x expects string elements (received float32)
model.predict(floats);
// @ts-expect-error at `['a'`: x expects data of shape (null, 4) (received (number))
model.predict(['a', 'b', 'c', 'd']);
// @ts-expect-error at `[['1'`: y expects numbers (received a string)
model.fit(texts, [['1']]);
// @ts-expect-error at `texts`: y expects float32 elements (received string)
Model({ inputs: numbers, outputs: numbers }).fit(floats, texts);
// @ts-expect-error at `nested`: x expects numbers (received a string)
Model({ inputs: numbers, outputs: numbers }).predict(nested);
