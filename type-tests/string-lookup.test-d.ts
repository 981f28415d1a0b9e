import { expectType } from 'tsd';
import { Dense, Input, IntegerLookup, type OfType, StringLookup, type SymbolicTensor } from 'tupleflow';

declare const strings: string[];
declare const size: number;
declare const token: string;
declare const mode: 'int' | 'count';
declare const pad: boolean;
declare const invert: boolean;

const words = Input([5], { dtype: 'string' });
const word = Input([1], { dtype: 'string' });
const indices = Input([5], { dtype: 'int32' });
const outputMode = 'count';

// --- indices ---

expectType<SymbolicTensor<[null, 5]> & OfType<'int32'>>(StringLookup()(words));
expectType<SymbolicTensor<[null, 5]> & OfType<'string'>>(StringLookup({ invert: true, vocabulary: ['a'] })(indices));
expectType<SymbolicTensor<[null, 5]> & OfType<'int32'>>(IntegerLookup()(indices));
expectType<SymbolicTensor<[null, 5]> & OfType<'int32'>>(IntegerLookup({ invert: true })(indices));

// --- vectors ---

expectType<SymbolicTensor<[null, 4]>>(StringLookup({ vocabulary: ['a', 'b', 'c'], outputMode })(words));
expectType<SymbolicTensor<[null, 4]>>(StringLookup({ vocabulary: ['[UNK]', 'a', 'b', 'c'], outputMode })(words));
expectType<SymbolicTensor<[null, 5]>>(
  StringLookup({ vocabulary: ['[UNK]', 'a', 'b', 'c'], oovToken: '?', outputMode })(words),
);
expectType<SymbolicTensor<[null, 3]>>(
  StringLookup({ vocabulary: ['a', 'b', 'c'], numOovIndices: 0, outputMode })(words),
);
expectType<SymbolicTensor<[null, 5]>>(
  StringLookup({ vocabulary: ['a', 'b', 'c'], numOovIndices: 2, outputMode })(words),
);
expectType<SymbolicTensor<[null, 3]>>(
  StringLookup({ vocabulary: ['[UNK]', '[UNK]', 'c'], numOovIndices: 2, outputMode })(words),
);
expectType<SymbolicTensor<[null, 5]>>(
  StringLookup({ vocabulary: ['[UNK]', 'b', 'c'], numOovIndices: 2, outputMode })(words),
);
expectType<SymbolicTensor<[null, 9]>>(
  StringLookup({ vocabulary: ['a'], outputMode, maxTokens: 9, padToMaxTokens: true })(words),
);
expectType<SymbolicTensor<[null, 9]>>(StringLookup({ outputMode, maxTokens: 9, padToMaxTokens: true })(words));
expectType<SymbolicTensor<[null, 9]>>(StringLookup({ outputMode, vocabularySize: 9 })(words));
expectType<SymbolicTensor<[null, 5, 2]>>(StringLookup({ vocabulary: ['a'], outputMode: 'oneHot' })(words));
expectType<SymbolicTensor<[null, 2]>>(StringLookup({ vocabulary: ['a'], outputMode: 'oneHot' })(word));
expectType<SymbolicTensor<[null, 4]>>(IntegerLookup({ vocabulary: [1, 2, 3], outputMode })(indices));
expectType<SymbolicTensor<[null, 4]>>(IntegerLookup({ vocabulary: [-1, 1, 2, 3], outputMode: 'multiHot' })(indices));
expectType<SymbolicTensor<[null, 3]>>(word.pipe(StringLookup({ outputMode: 'oneHot' }), Dense(3)));

// What is not known spreads.
expectType<SymbolicTensor<[null, number]>>(StringLookup({ outputMode })(words));
expectType<SymbolicTensor<[null, number]>>(StringLookup({ vocabulary: strings, outputMode })(words));
expectType<SymbolicTensor<[null, number]>>(StringLookup({ vocabulary: [token, 'a'], outputMode })(words));
expectType<SymbolicTensor<[null, number]>>(
  StringLookup({ vocabulary: ['a', 'b'], oovToken: token, outputMode })(words),
);
expectType<SymbolicTensor<[null, number]>>(
  StringLookup({ vocabulary: ['a', 'b'], numOovIndices: size, outputMode })(words),
);
expectType<SymbolicTensor<[null, number]>>(
  StringLookup({ vocabulary: ['a'], outputMode, maxTokens: 9, padToMaxTokens: pad })(words),
);
expectType<SymbolicTensor>(StringLookup({ vocabulary: ['a'], outputMode: mode })(words));
expectType<SymbolicTensor>(
  StringLookup({ vocabulary: ['a'], outputMode: 'oneHot' })(Input([size], { dtype: 'string' })),
);
StringLookup({ invert })(words);
StringLookup({ invert })(indices);

// --- members ---

expectType<Promise<void>>(StringLookup().adapt(strings));
expectType<Promise<void>>(StringLookup().adapt([['a'], ['b']]));
expectType<Promise<void>>(IntegerLookup().adapt(new Int32Array(3)));
expectType<readonly string[]>(StringLookup().getVocabulary());
expectType<readonly number[]>(IntegerLookup().getVocabulary(false));
expectType<number>(StringLookup().vocabularySize());
expectType<void>(StringLookup().setVocabulary(['a'], [1]));

// @ts-expect-error at `Input`: StringLookup expects strings, of dtype string (received float32)
StringLookup()(Input([1]));
// @ts-expect-error at `indices`: StringLookup expects strings, of dtype string (received int32)
StringLookup()(indices);
// @ts-expect-error at `words`: StringLookup expects integers, of dtype int32 (received string)
StringLookup({ invert: true })(words);
// @ts-expect-error at `Input`: IntegerLookup expects integers, of dtype int32 (received float32)
IntegerLookup()(Input([1]));
// @ts-expect-error at `words`: layer expects numbers, such as the output of StringLookup (received strings)
IntegerLookup()(words);
// @ts-expect-error at `Input`: StringLookup expects (batch, values) for outputMode count (received (null, 2, 2))
StringLookup({ outputMode })(Input([2, 2], { dtype: 'string' }));
// @ts-expect-error at `[words`: StringLookup expects one tensor (received several tensors)
StringLookup()([words, words]);
// @ts-expect-error at `1`: Type 'number' is not assignable to type 'string'
StringLookup({ vocabulary: [1] });
// @ts-expect-error at `'a'`: Type 'string' is not assignable to type 'number'
IntegerLookup({ vocabulary: ['a'] });
// @ts-expect-error at `sparse`: Type 'true' is not assignable to type 'false'
StringLookup({ sparse: true });
// @ts-expect-error at `1`: Type 'number' is not assignable to type
StringLookup().adapt([1]);
// @ts-expect-error at `'a'`: Type 'string' is not assignable to type 'number'
IntegerLookup().setVocabulary(['a']);
// @ts-expect-error at `vocabularis`: StringLookup expects options that it has (received 'vocabularis')
StringLookup({ vocabularis: ['a'] });
