import { expectType } from 'tsd';
import { BatchNormalization, Dense, Input, SpectralNormalization, type SymbolicTensor } from 'tupleflow';

expectType<SymbolicTensor<[null, 28, 28, 64]>>(BatchNormalization()(Input([28, 28, 64])));
expectType<SymbolicTensor<[null, 3, null, null]>>(BatchNormalization({ axis: 1 })(Input([3, null, null])));
expectType<SymbolicTensor<[null, null, 64]>>(SpectralNormalization(Dense(64))(Input([null, 16])));

// @ts-expect-error BatchNormalization expects a known size on axis -1 (received (null, 4, null))
BatchNormalization()(Input([4, null]));
// @ts-expect-error BatchNormalization expects an input with an axis 3 (received (null, 4, 4))
BatchNormalization({ axis: 3 })(Input([4, 4]));
// @ts-expect-error BatchNormalization expects one tensor (received several tensors)
BatchNormalization()([Input([4]), Input([4])]);
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
SpectralNormalization(Dense(64))(Input([null]));
// @ts-expect-error Type 'true' is not assignable to type 'false'
BatchNormalization({ synchronized: true });
