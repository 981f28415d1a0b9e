import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Masking } from '../src/layers/core/masking.js';

declare const unranked: SymbolicTensor;

const x = Input([140, 16]);

expectType<SymbolicTensor<[null, 140, 16]>>(Masking()(x));
expectType<SymbolicTensor<[null, null, 16]>>(Masking({ maskValue: -1 })(Input([null, 16])));
expectType<SymbolicTensor<[null, 140, 16]>>(Masking()(Input([140, 16], { dtype: 'int32' })));
expectType<SymbolicTensor>(Masking()(unranked));

// @ts-expect-error Masking expects one tensor (received several tensors)
Masking()([x, x]);
// @ts-expect-error Masking expects options that it has (received 'maskvalue', did you mean 'maskValue'?)
Masking({ maskvalue: 0 });
