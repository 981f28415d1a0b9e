import { expectType } from 'tsd';
import { CategoryEncoding, Dense, Input, type SymbolicTensor } from 'tupleflow';

declare const size: number;
declare const mode: 'oneHot' | 'count';
declare const unranked: SymbolicTensor & { readonly dtype: 'int32' };

const three = Input([3], { dtype: 'int32' });
const one = Input([1], { dtype: 'int32' });
const open = Input([null], { dtype: 'int32' });
const someSize = Input([size], { dtype: 'int32' });
const weights = Input([3]);

expectType<SymbolicTensor<[null, 20]>>(CategoryEncoding(20)(three));
expectType<SymbolicTensor<[null, 20]>>(CategoryEncoding(20, { outputMode: 'count' })(open));
expectType<SymbolicTensor<[null, 3, 20]>>(CategoryEncoding(20, { outputMode: 'oneHot' })(three));
expectType<SymbolicTensor<[null, 20]>>(CategoryEncoding(20, { outputMode: 'oneHot' })(one));
expectType<SymbolicTensor<[null, null, 20]>>(CategoryEncoding(20, { outputMode: 'oneHot' })(open));
expectType<SymbolicTensor<[null, 20]>>(CategoryEncoding(20, { outputMode: 'oneHot' })(Input([], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 2, 20]>>(
  CategoryEncoding(20, { outputMode: 'oneHot' })(Input([2, 1], { dtype: 'int32' })),
);
expectType<SymbolicTensor<[null, 20]>>(CategoryEncoding(20, { outputMode: 'count' })(three, { countWeights: weights }));
expectType<SymbolicTensor<[null, 5]>>(three.pipe(CategoryEncoding(20), Dense(5)));

// What is not known spreads; a size that may be 1 leaves even the rank open.
expectType<SymbolicTensor<[null, number]>>(CategoryEncoding(size)(three));
expectType<SymbolicTensor>(CategoryEncoding(20, { outputMode: 'oneHot' })(someSize));
expectType<SymbolicTensor>(CategoryEncoding(20, { outputMode: mode })(three));
expectType<SymbolicTensor>(CategoryEncoding(20)(unranked));

// @ts-expect-error at `Input`: CategoryEncoding expects integers, of dtype int32 (received float32)
CategoryEncoding(20)(Input([3]));
// @ts-expect-error at `Input`: CategoryEncoding expects (batch, values) for outputMode multiHot (received (null, 2, 2))
CategoryEncoding(20)(Input([2, 2], { dtype: 'int32' }));
// @ts-expect-error at `Input`: CategoryEncoding expects (batch, values) for outputMode count (received (null))
CategoryEncoding(20, { outputMode: 'count' })(Input([], { dtype: 'int32' }));
// @ts-expect-error at `[three`: CategoryEncoding expects one tensor (received several tensors)
CategoryEncoding(20)([three, three]);
// @ts-expect-error at `countWeights`: CategoryEncoding expects countWeights for outputMode count only (received multiHot)
CategoryEncoding(20)(three, { countWeights: weights });
// @ts-expect-error at `countWeights`: CategoryEncoding expects countWeights of the shape of its input, (null, 1) (received (null, 3))
CategoryEncoding(20, { outputMode: 'count' })(one, { countWeights: weights });
// @ts-expect-error at `sparse`: Type 'true' is not assignable to type 'false'
CategoryEncoding(20, { sparse: true });
// @ts-expect-error at `outputMode`: Type '"int"' is not assignable to type
CategoryEncoding(20, { outputMode: 'int' });
