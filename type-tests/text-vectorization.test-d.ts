import { expectType } from 'tsd';
import { Dense, Embedding, Input, type OfType, type SymbolicTensor, TextVectorization } from 'tupleflow';

declare const strings: string[];
declare const size: number;
declare const length: number | null;
declare const mode: 'int' | 'count';
declare const split: 'whitespace' | null;
declare const unranked: SymbolicTensor & OfType<'string'>;

const text = Input([1], { dtype: 'string' });
const scalar = Input([], { dtype: 'string' });
const three = Input([3], { dtype: 'string' });
const vocabulary = ['a', 'b', 'c'] as const;
const outputMode = 'multiHot';

// --- indices ---

expectType<SymbolicTensor<[null, null]> & OfType<'int32'>>(TextVectorization()(text));
expectType<SymbolicTensor<[null, null]> & OfType<'int32'>>(TextVectorization()(scalar));
expectType<SymbolicTensor<[null, 20]> & OfType<'int32'>>(TextVectorization({ outputSequenceLength: 20 })(text));
expectType<SymbolicTensor<[null, null]> & OfType<'int32'>>(TextVectorization({ split: null })(three));
expectType<SymbolicTensor<[null, 5]> & OfType<'int32'>>(
  TextVectorization({ split: null, outputSequenceLength: 5 })(three),
);
expectType<SymbolicTensor<[8, null]> & OfType<'int32'>>(
  TextVectorization({ split: (given) => given.split('|'), standardize: (given) => given.trim() })(
    Input([1], { dtype: 'string', batchSize: 8 }),
  ),
);
expectType<SymbolicTensor<[null, 20, 16]>>(
  text.pipe(TextVectorization({ maxTokens: 100, outputSequenceLength: 20 }), Embedding(100, 16)),
);

// --- vectors ---

expectType<SymbolicTensor<[null, 4]>>(TextVectorization({ vocabulary, outputMode })(text));
expectType<SymbolicTensor<[null, 4]>>(TextVectorization({ vocabulary: ['[UNK]', 'a', 'b', 'c'], outputMode })(scalar));
expectType<SymbolicTensor<[null, 50]>>(
  TextVectorization({ outputMode: 'tfIdf', maxTokens: 50, padToMaxTokens: true })(text),
);
expectType<SymbolicTensor<[null, 50]>>(TextVectorization({ outputMode: 'count', vocabularySize: 50 })(text));
expectType<SymbolicTensor<[null, 2]>>(text.pipe(TextVectorization({ vocabulary, outputMode }), Dense(2)));

// What is not known spreads.
expectType<SymbolicTensor<[null, number]>>(TextVectorization({ outputMode })(text));
expectType<SymbolicTensor<[null, number]>>(TextVectorization({ vocabulary: strings, outputMode })(text));
expectType<SymbolicTensor<[null, number]> & OfType<'int32'>>(TextVectorization({ outputSequenceLength: size })(text));
expectType<SymbolicTensor<[null, number | null]> & OfType<'int32'>>(
  TextVectorization({ outputSequenceLength: length })(text),
);
expectType<SymbolicTensor>(TextVectorization({ outputMode: mode })(text));
expectType<SymbolicTensor<[null, null]> & OfType<'int32'>>(TextVectorization({ split })(three));
expectType<SymbolicTensor<[null, null]> & OfType<'int32'>>(TextVectorization()(Input([size], { dtype: 'string' })));
expectType<SymbolicTensor & OfType<'int32'>>(TextVectorization()(unranked));

// --- members ---

expectType<Promise<void>>(TextVectorization().adapt(strings));
expectType<Promise<void>>(TextVectorization().adapt(new Set([[strings, [1]] as const]), { steps: 2 }));
expectType<readonly string[]>(TextVectorization().getVocabulary());

// @ts-expect-error at `Input`: TextVectorization expects strings, of dtype string (received float32)
TextVectorization()(Input([1]));
// @ts-expect-error at `three`: TextVectorization expects (batch) or (batch, 1) (received (null, 3))
TextVectorization()(three);
// @ts-expect-error at `Input`: TextVectorization expects (batch) or (batch, tokens) (received (null, 2, 2))
TextVectorization({ split: null })(Input([2, 2], { dtype: 'string' }));
// @ts-expect-error at `[text`: TextVectorization expects (batch) or (batch, 1) (received several tensors)
TextVectorization()([text, text]);
// @ts-expect-error at `ragged`: Type 'true' is not assignable to type 'false'
TextVectorization({ ragged: true });
// @ts-expect-error at `outputMode`: Type '"oneHot"' is not assignable to type
TextVectorization({ outputMode: 'oneHot' });
// @ts-expect-error at `standardize`: Type '"upper"' is not assignable to type
TextVectorization({ standardize: 'upper' });
// @ts-expect-error at `1`: Type 'number' is not assignable to type
TextVectorization().adapt([[1]]);
