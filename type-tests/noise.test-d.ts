import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { AlphaDropout, GaussianDropout, GaussianNoise } from '../src/layers/regularization/noise.js';
import {
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout2DChannelsFirst,
  SpatialDropout3D,
} from '../src/layers/regularization/spatial-dropout.js';
import { namedAs } from './named-as.js';

declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 4, 8]>>(SpatialDropout1D(0.5, { name: 'drop' })(Input([4, 8])));
expectType<['drop', [null, 4, 8]]>(namedAs(SpatialDropout1D(0.5, { name: 'drop' })(Input([4, 8]))));
expectType<SymbolicTensor<[null, 4, null, 3]>>(SpatialDropout2D(0.5)(Input([4, null, 3])));
expectType<SymbolicTensor<[null, 3, 4, 4]>>(SpatialDropout2DChannelsFirst(0.5)(Input([3, 4, 4])));
expectType<SymbolicTensor<[null, 4, 4, 4, 3]>>(
  SpatialDropout3D(0.5, { dataFormat: 'channelsFirst' })(Input([4, 4, 4, 3])),
);
expectType<SymbolicTensor>(SpatialDropout3D(0.5)(unranked));
expectType<SymbolicTensor<[null, 4]>>(GaussianNoise(0.5)(Input([4], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 4]>>(GaussianDropout(0.5, { seed: 1 })(Input([4])));
expectType<SymbolicTensor<[null, 4, 8]>>(AlphaDropout(0.5, { noiseShape: [null, 1, 8] })(Input([4, 8])));

// @ts-expect-error SpatialDropout1D expects (batch, steps, channels) (received (null, 4))
SpatialDropout1D(0.5)(Input([4]));
// @ts-expect-error SpatialDropout2D expects (batch, height, width, channels) (received (null, 4, 8))
SpatialDropout2D(0.5)(Input([4, 8]));
// @ts-expect-error SpatialDropout3D expects (batch, channels, depth, height, width) (received (null, 4, 8))
SpatialDropout3D(0.5, { dataFormat: 'channelsFirst' })(Input([4, 8]));
// @ts-expect-error GaussianNoise expects one tensor (received several tensors)
GaussianNoise(0.5)([Input([4])]);
// @ts-expect-error GaussianDropout expects one tensor (received several tensors)
GaussianDropout(0.5)([Input([4])]);
// @ts-expect-error AlphaDropout expects an input to which noiseShape (null, 1, 7) broadcasts (received (null, 4, 8))
AlphaDropout(0.5, { noiseShape: [null, 1, 7] })(Input([4, 8]));
