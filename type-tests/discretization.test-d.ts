import { expectType } from 'tsd';
import { Discretization, Input, type OfType, type SymbolicTensor } from 'tupleflow';

declare const boundaries: number[];
declare const size: number;
declare const mode: 'int' | 'oneHot';

const three = Input([3]);

expectType<SymbolicTensor<[null, 3]> & OfType<'int32'>>(Discretization({ binBoundaries: [0, 1, 2] })(three));
expectType<SymbolicTensor<[null, 3, 4]>>(Discretization({ binBoundaries: [0, 1, 2], outputMode: 'oneHot' })(three));
expectType<SymbolicTensor<[null, 4]>>(Discretization({ binBoundaries: [0, 1, 2], outputMode: 'multiHot' })(three));
expectType<SymbolicTensor<[null, 12]>>(Discretization({ numBins: 12, outputMode: 'count' })(three));
expectType<SymbolicTensor<[null, 12]>>(Discretization({ numBins: 12, outputMode: 'oneHot' })(Input([1])));
expectType<SymbolicTensor<[null, 2, 5]> & OfType<'int32'>>(Discretization({ numBins: 12 })(Input([2, 5])));
expectType<Promise<void>>(Discretization({ numBins: 12 }).adapt(boundaries, { steps: 1 }));

// What is not known spreads.
expectType<SymbolicTensor<[null, number]>>(Discretization({ binBoundaries: boundaries, outputMode: 'count' })(three));
expectType<SymbolicTensor<[null, number]>>(Discretization({ numBins: size, outputMode: 'count' })(three));
expectType<SymbolicTensor>(Discretization({ numBins: 12, outputMode: mode })(three));

// @ts-expect-error at `Input`: Discretization expects (batch, values) for outputMode count (received (null, 2, 2))
Discretization({ numBins: 3, outputMode: 'count' })(Input([2, 2]));
// @ts-expect-error at `Input`: layer expects numbers, such as the output of StringLookup (received strings)
Discretization({ numBins: 3 })(Input([2], { dtype: 'string' }));
// @ts-expect-error at `'a'`: Type 'string' is not assignable to type
Discretization({ numBins: 3 }).adapt(['a']);
