import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { GroupNormalization } from '../src/layers/normalization/group-normalization.js';
import {
  LayerNormalization,
  RMSNormalization,
  UnitNormalization,
} from '../src/layers/normalization/layer-normalization.js';
import type { Dimension } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const axes: number[];
declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, null, 64]>>(LayerNormalization()(Input([null, 64])));
expectType<SymbolicTensor<[null, 20, 64]>>(LayerNormalization({ axis: [1, 2] })(Input([20, 64])));
expectType<SymbolicTensor<[null, null, 64]>>(LayerNormalization({ axis: axes })(Input([null, 64])));
expectType<SymbolicTensor<[null, number]>>(LayerNormalization()(Input([size])));
expectType<SymbolicTensor<Dimension[]>>(LayerNormalization()(unranked));
expectType<SymbolicTensor<[null, 20, 64]>>(RMSNormalization({ name: 'even' })(Input([20, 64])));
expectType<['even', [null, 20, 64]]>(namedAs(RMSNormalization({ name: 'even' })(Input([20, 64]))));
expectType<SymbolicTensor<[null, null, 8, 64]>>(GroupNormalization({ groups: 8 })(Input([null, 8, 64])));
expectType<SymbolicTensor<[null, 6, 7]>>(GroupNormalization({ groups: 3, axis: 1 })(Input([6, 7])));
expectType<SymbolicTensor<[null, 7]>>(GroupNormalization({ groups: -1 })(Input([7])));
expectType<SymbolicTensor<[null, 7]>>(GroupNormalization({ groups: size })(Input([7])));
expectType<SymbolicTensor<Dimension[]>>(GroupNormalization()(unranked));
expectType<SymbolicTensor<[null, null]>>(UnitNormalization()(Input([null])));

// @ts-expect-error LayerNormalization expects a known size on axis 1 (received (null, null, 64))
LayerNormalization({ axis: [1, 2] })(Input([null, 64]));
// @ts-expect-error LayerNormalization expects an input with an axis 3 (received (null, 20, 64))
LayerNormalization({ axis: 3 })(Input([20, 64]));
// @ts-expect-error RMSNormalization expects a known size on axis -1 (received (null, null))
RMSNormalization()(Input([null]));
// @ts-expect-error GroupNormalization expects a number of channels divisible by 32 groups (received 48, in (null, 8, 48))
GroupNormalization()(Input([8, 48]));
// @ts-expect-error GroupNormalization expects a known size on axis -1 (received (null, 8, null))
GroupNormalization()(Input([8, null]));
// @ts-expect-error UnitNormalization expects an input with an axis -3 (received (null, 4))
UnitNormalization({ axis: -3 })(Input([4]));
