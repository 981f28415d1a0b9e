import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Dropout } from '../src/layers/regularization/dropout.js';

declare const size: number;
declare const sizes: number[];
declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 4, 8]>>(Dropout(0.5)(Input([4, 8])));
expectType<SymbolicTensor<[null, 4]> & OfType<'int32'>>(Dropout(0.5)(Input([4], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 4, 8]>>(Dropout(0.5, { noiseShape: [null, 1, 8], seed: 3 })(Input([4, 8])));
expectType<SymbolicTensor<[null, 4, 8]>>(Dropout(0.5, { noiseShape: [null, size, 8] })(Input([4, 8])));
expectType<SymbolicTensor<[null, 4, 8]>>(Dropout(0.5, { noiseShape: sizes })(Input([4, 8])));
expectType<SymbolicTensor<[null, null, 8]>>(Dropout(0.5, { noiseShape: [16, 4, 1] })(Input([null, 8])));
expectType<SymbolicTensor>(Dropout(0.5, { noiseShape: [null, 1] })(unranked));

// @ts-expect-error Dropout expects an input to which noiseShape (null, 1, 7) broadcasts (received (null, 4, 8))
Dropout(0.5, { noiseShape: [null, 1, 7] })(Input([4, 8]));
// @ts-expect-error Dropout expects an input to which noiseShape (null, 1) broadcasts (received (null, 4, 8))
Dropout(0.5, { noiseShape: [null, 1] })(Input([4, 8]));
// @ts-expect-error Dropout expects one tensor (received several tensors)
Dropout(0.5)([Input([4])]);
