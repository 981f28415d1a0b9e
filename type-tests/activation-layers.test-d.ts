import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { ELU, LeakyReLU, ReLU } from '../src/layers/activations/activation.js';
import { PReLU } from '../src/layers/activations/prelu.js';
import { Softmax } from '../src/layers/activations/softmax.js';
import { Input } from '../src/layers/core/input.js';
import type { Dimension } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const axes: number[];
declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 4, null]>>(ReLU({ maxValue: 6 })(Input([4, null])));
expectType<SymbolicTensor<[null, 4]>>(LeakyReLU()(Input([4], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 4]>>(ELU({ name: 'smooth' })(Input([4])));
expectType<['smooth', [null, 4]]>(namedAs(ELU({ name: 'smooth' })(Input([4]))));
expectType<SymbolicTensor<[null, 4, 8]>>(PReLU()(Input([4, 8])));
expectType<SymbolicTensor<[null, null, 8]>>(PReLU({ sharedAxes: [1] })(Input([null, 8])));
expectType<SymbolicTensor<[null, number, 8]>>(PReLU()(Input([size, 8])));
expectType<SymbolicTensor<[null, null, 8]>>(PReLU({ sharedAxes: axes })(Input([null, 8])));
expectType<SymbolicTensor>(PReLU()(unranked));
expectType<SymbolicTensor<[null, 4, null]>>(Softmax()(Input([4, null])));
expectType<SymbolicTensor<[null, 4, 8]>>(Softmax({ axis: [1, -1] })(Input([4, 8])));
// @ts-expect-error Softmax: axis expects each axis once (received [1, -1], of (null, 8))
Softmax({ axis: [1, -1] })(Input([8]));
expectType<SymbolicTensor<[null, 4]>>(Softmax({ axis: size })(Input([4])));
expectType<SymbolicTensor<Dimension[]>>(Softmax({ axis: 5 })(unranked));

// @ts-expect-error ReLU expects one tensor (received several tensors)
ReLU()([Input([4])]);
// @ts-expect-error LeakyReLU expects one tensor (received several tensors)
LeakyReLU()([Input([4])]);
// @ts-expect-error ELU expects one tensor (received several tensors)
ELU()([Input([4])]);
// @ts-expect-error PReLU expects known sizes on all axes but the batch and sharedAxes () (received (null, null, 8))
PReLU()(Input([null, 8]));
// @ts-expect-error PReLU expects an input with the sharedAxes (1, 3) (received (null, 4, 8))
PReLU({ sharedAxes: [1, 3] })(Input([4, 8]));
// @ts-expect-error Softmax expects an input with an axis 2 (received (null, 4))
Softmax({ axis: 2 })(Input([4]));
// @ts-expect-error Softmax expects an input with an axis -3 (received (null, 4))
Softmax({ axis: [-1, -3] })(Input([4]));
