import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Activation } from '../src/layers/activations/activation.js';
import { Input } from '../src/layers/core/input.js';

declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 4, null, 1]>>(Activation('relu')(Input([4, null, 1])));
expectType<SymbolicTensor<[null]>>(Activation((x) => x)(Input([])));
expectType<SymbolicTensor<[null, 4]>>(Activation('relu')(Input([4], { dtype: 'int32' })));
expectType<SymbolicTensor>(Activation('relu')(unranked));

// @ts-expect-error Activation expects one tensor (received several tensors)
Activation('relu')([Input([4])]);
// @ts-expect-error Activation: activation expects an activation (received 'rellu')
Activation('rellu');
