import { expectType } from 'tsd';
import { HashedCrossing, Hashing, Input, type OfType, type SymbolicTensor } from 'tupleflow';

declare const size: number;
declare const either: 3 | 4;
declare const unranked: SymbolicTensor & OfType<'string'>;

const words = Input([5], { dtype: 'string' });
const word = Input([1], { dtype: 'string' });
const hour = Input([1], { dtype: 'int32' });
const someSize = Input([size], { dtype: 'string' });

expectType<SymbolicTensor<[null, 5]> & OfType<'int32'>>(Hashing(10)(words));
expectType<SymbolicTensor<[null, 5]> & OfType<'int32'>>(Hashing(10, { salt: [1, 2], maskValue: '' })(Input([5])));
expectType<SymbolicTensor<[null, 5, 10]>>(Hashing(10, { outputMode: 'oneHot' })(words));
expectType<SymbolicTensor<[null, 10]>>(Hashing(10, { outputMode: 'oneHot' })(word));
expectType<SymbolicTensor<[null, 10]>>(Hashing(10, { outputMode: 'count' })(words));
expectType<SymbolicTensor<[null, number]>>(Hashing(size, { outputMode: 'count' })(words));
expectType<SymbolicTensor<[null, number]>>(Hashing(either, { outputMode: 'count' })(words));
expectType<SymbolicTensor>(Hashing(10, { outputMode: 'oneHot' })(someSize));
expectType<SymbolicTensor & OfType<'int32'>>(Hashing(10)(unranked));

// @ts-expect-error at `Input`: Hashing expects (batch, values) for outputMode multiHot (received (null, 2, 2))
Hashing(10, { outputMode: 'multiHot' })(Input([2, 2], { dtype: 'string' }));
// @ts-expect-error at `[word`: Hashing expects one tensor (received several tensors)
Hashing(10)([word, word]);

expectType<SymbolicTensor<[null, 1]> & OfType<'int32'>>(HashedCrossing(10)([word, hour]));
expectType<SymbolicTensor<[null, 10]>>(HashedCrossing(10, { outputMode: 'oneHot' })([word, hour, word]));
expectType<SymbolicTensor<[null, number]> & OfType<'int32'>>(HashedCrossing(10)([someSize, word]));

// @ts-expect-error at `word`: HashedCrossing expects a list of at least two tensors (received one tensor)
HashedCrossing(10)(word);
// @ts-expect-error at `[word`: HashedCrossing expects a list of at least two tensors (received a list of 1)
HashedCrossing(10)([word]);
// @ts-expect-error at `Input`: HashedCrossing expects integers or strings (received float32)
HashedCrossing(10)([word, Input([1])]);
// @ts-expect-error at `words`: HashedCrossing expects inputs of the shape (batch) or (batch, 1) (received (null, 5))
HashedCrossing(10)([hour, words]);
// @ts-expect-error at `Input`: HashedCrossing expects inputs of the same shape (received (null, 1) and (null))
HashedCrossing(10)([hour, Input([], { dtype: 'string' })]);
