import { expectType } from 'tsd';
import {
  Activation,
  ActivityRegularization,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  Add,
  AdditiveAttention,
  Attention,
  add,
  BatchNormalization,
  Bidirectional,
  CenterCrop,
  Concatenate,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  ConvLSTM1D,
  ConvLSTM2D,
  Cropping1D,
  Cropping2D,
  concatenate,
  Dense,
  DepthwiseConv2D,
  Dot,
  Dropout,
  dot,
  EinsumDense,
  Flatten,
  GaussianDropout,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GRUCell,
  GroupNormalization,
  GroupQueryAttention,
  Identity,
  Input,
  Lambda,
  LayerNormalization,
  LSTM,
  LSTMCell,
  Masking,
  MaxPooling1D,
  MaxPooling2D,
  MultiHeadAttention,
  Multiply,
  multiply,
  Normalization,
  Permute,
  PReLU,
  RandomCrop,
  RandomGrayscale,
  ReLU,
  RepeatVector,
  Rescaling,
  Reshape,
  Residual,
  Resizing,
  RMSNormalization,
  RNN,
  SeparableConv2D,
  Sequential,
  type Shape,
  Softmax,
  SpatialDropout2D,
  SpectralNormalization,
  Subtract,
  subtract,
  type SymbolicTensor as T,
  TimeDistributed,
  UnitNormalization,
  UpSampling2D,
  ZeroPadding1D,
  ZeroPadding2D,
} from '../src/index.js';

// Functions that are generic over the whole shape: each call is checked, and exact, where they are called.
expectType<T<[null, 8]>>((<S extends Shape>(x: T<S>) => LSTM(8)(x))(Input([7, 3])));
expectType<T<[null, 7, 8]>>((<S extends Shape>(x: T<S>) => LSTM(8, { returnSequences: true })(x))(Input([7, 3])));
expectType<T<[null, 8]>>((<S extends Shape>(x: T<S>) => RNN(LSTMCell(8))(x))(Input([7, 3])));
expectType<T<[null, 4]>>((<S extends Shape>(x: T<S>) => RNN([LSTMCell(8), GRUCell(4)])(x))(Input([7, 3])));
expectType<T<[null, 7, 4]>>((<S extends Shape>(x: T<S>) => ConvLSTM1D(4, 3)(x))(Input([5, 9, 3])));
expectType<T<[null, 7, 7, 4]>>((<S extends Shape>(x: T<S>) => ConvLSTM2D(4, 3)(x))(Input([5, 9, 9, 3])));
expectType<T<[null, 6, 3]>>((<S extends Shape>(x: T<S>) => MaxPooling1D(2)(x))(Input([12, 3])));
expectType<T<[null, 2, 3]>>((<S extends Shape>(x: T<S>) => AdaptiveMaxPooling1D(2)(x))(Input([12, 3])));
expectType<T<[null, 3]>>((<S extends Shape>(x: T<S>) => GlobalAveragePooling1D()(x))(Input([12, 3])));
expectType<T<[null, 14, 4]>>((<S extends Shape>(x: T<S>) => Conv1DTranspose(4, 3)(x))(Input([12, 3])));
expectType<T<[null, 16, 3]>>((<S extends Shape>(x: T<S>) => ZeroPadding1D(2)(x))(Input([12, 3])));
expectType<T<[null, 10, 3]>>((<S extends Shape>(x: T<S>) => Cropping1D(1)(x))(Input([12, 3])));
expectType<T<[null, 6, 7, 3]>>((<S extends Shape>(x: T<S>) => MaxPooling2D(2)(x))(Input([12, 14, 3])));
expectType<T<[null, 2, 2, 3]>>((<S extends Shape>(x: T<S>) => AdaptiveMaxPooling2D(2)(x))(Input([12, 14, 3])));
expectType<T<[null, 3]>>((<S extends Shape>(x: T<S>) => GlobalAveragePooling2D()(x))(Input([12, 14, 3])));
expectType<T<[null, 10, 12, 4]>>((<S extends Shape>(x: T<S>) => Conv2D(4, 3)(x))(Input([12, 14, 3])));
expectType<T<[null, 14, 16, 4]>>((<S extends Shape>(x: T<S>) => Conv2DTranspose(4, 3)(x))(Input([12, 14, 3])));
expectType<T<[null, 16, 18, 3]>>((<S extends Shape>(x: T<S>) => ZeroPadding2D(2)(x))(Input([12, 14, 3])));
expectType<T<[null, 10, 12, 3]>>((<S extends Shape>(x: T<S>) => Cropping2D(1)(x))(Input([12, 14, 3])));
expectType<T<[null, 24, 28, 3]>>((<S extends Shape>(x: T<S>) => UpSampling2D(2)(x))(Input([12, 14, 3])));
expectType<T<[null, 12, 14, 3]>>((<S extends Shape>(x: T<S>) => SpatialDropout2D(0.1)(x))(Input([12, 14, 3])));
expectType<T<[null, 10, 12, 3]>>((<S extends Shape>(x: T<S>) => DepthwiseConv2D(3)(x))(Input([12, 14, 3])));
expectType<T<[null, 10, 12, 4]>>((<S extends Shape>(x: T<S>) => SeparableConv2D(4, 3)(x))(Input([12, 14, 3])));
expectType<T<[null, 12]>>((<S extends Shape>(x: T<S>) => Flatten()(x))(Input([3, 4])));
expectType<T<[null, 2, 6]>>((<S extends Shape>(x: T<S>) => Reshape([2, 6])(x))(Input([3, 4])));
expectType<T<[null, 2, 6]>>((<S extends Shape>(x: T<S>) => Reshape([-1, 6])(x))(Input([3, 4])));
expectType<T<[null, 4, 3]>>((<S extends Shape>(x: T<S>) => Permute([2, 1])(x))(Input([3, 4])));
expectType<T<[null, 5, 3]>>((<S extends Shape>(x: T<S>) => RepeatVector(5)(x))(Input([3])));
expectType<T<[null, 3, 5]>>((<S extends Shape>(x: T<S>) => EinsumDense('abc,cd->abd', [3, 5])(x))(Input([3, 4])));
expectType<T<[null, 3, 5]>>((<S extends Shape>(x: T<S>) => EinsumDense('...x,xy->...y', 5)(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Lambda((y) => y)(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Masking()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Activation('relu')(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => PReLU()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => PReLU({ sharedAxes: [1] })(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Softmax()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Softmax({ axis: 1 })(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => ReLU()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Dropout(0.1)(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => GaussianDropout(0.1)(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => ActivityRegularization()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Identity()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => BatchNormalization()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => LayerNormalization()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => LayerNormalization({ axis: [1, 2] })(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => GroupNormalization({ groups: 2 })(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => UnitNormalization()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => RMSNormalization()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => SpectralNormalization(Dense(4))(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Normalization()(x))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Rescaling(0.1)(x))(Input([3, 4])));
expectType<T<[null, 8, 9, 3]>>((<S extends Shape>(x: T<S>) => Resizing(8, 9)(x))(Input([12, 14, 3])));
expectType<T<[null, 8, 9, 3]>>((<S extends Shape>(x: T<S>) => CenterCrop(8, 9)(x))(Input([12, 14, 3])));
expectType<T<[null, 8, 9, 3]>>((<S extends Shape>(x: T<S>) => RandomCrop(8, 9)(x))(Input([12, 14, 3])));
expectType<T<[null, 12, 14, 3]>>((<S extends Shape>(x: T<S>) => RandomGrayscale()(x))(Input([12, 14, 3])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => TimeDistributed(Dense(4))(x))(Input([3, 4])));
expectType<T<[null, 3, 20]>>((<S extends Shape>(x: T<S>) => TimeDistributed(Flatten())(x))(Input([3, 4, 5])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Residual(Dense(4))(x))(Input([3, 4])));
expectType<T<[null, 3, 2]>>((<S extends Shape>(x: T<S>) => Sequential([Dense(3), Dense(2)])(x))(Input([3, 4])));
expectType<T<[null, 3, 5]>>((<S extends Shape>(x: T<S>) => Dense(5)(x))(Input([3, 4])));
expectType<T<[null, 7, 4]>>((<S extends Shape>(x: T<S>) => MultiHeadAttention(2, 8)(x, x))(Input([7, 4])));
expectType<T<[null, 7, 4]>>((<S extends Shape>(x: T<S>) => MultiHeadAttention(2, 8)(x, x, { key: x }))(Input([7, 4])));
expectType<T<[null, 7, 4]>>((<S extends Shape>(x: T<S>) => GroupQueryAttention(8, 4, 2)(x, x))(Input([7, 4])));
expectType<T<[null, 7, 4]>>((<S extends Shape>(x: T<S>) => Attention()([x, x]))(Input([7, 4])));
expectType<T<[null, 7, 4]>>((<S extends Shape>(x: T<S>) => AdditiveAttention()([x, x]))(Input([7, 4])));
expectType<T<[null, 7, 4]>>((<S extends Shape>(x: T<S>) => Attention()([x, x, x]))(Input([7, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => add([x, x]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => add([x, Dense(4)(x)]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Add()([x, x]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => subtract([x, x]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => subtract([x, Dense(4)(x)]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Subtract()([x, x]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => multiply([x, x]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => multiply([x, Dense(4)(x)]))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Multiply()([x, x]))(Input([3, 4])));
expectType<T<[null, 3, 8]>>((<S extends Shape>(x: T<S>) => concatenate([x, x]))(Input([3, 4])));
expectType<T<[null, 3, 8]>>((<S extends Shape>(x: T<S>) => concatenate([x, Dense(4)(x)]))(Input([3, 4])));
expectType<T<[null, 3, 8]>>((<S extends Shape>(x: T<S>) => Concatenate()([x, x]))(Input([3, 4])));
expectType<T<[null, 6, 4]>>((<S extends Shape>(x: T<S>) => concatenate([x, x], { axis: 1 }))(Input([3, 4])));
expectType<T<[null, 3, 11]>>((<S extends Shape>(x: T<S>) => concatenate([x, x, Dense(3)(x)]))(Input([3, 4])));
expectType<T<[null, 1]>>((<S extends Shape>(x: T<S>) => dot([x, x], 1))(Input([4])));
expectType<T<[null, 3, 3]>>((<S extends Shape>(x: T<S>) => dot([x, x], 2))(Input([3, 4])));
expectType<T<[null, 4, 4]>>((<S extends Shape>(x: T<S>) => dot([x, x], [1, 1]))(Input([3, 4])));
expectType<T<[null, 1]>>((<S extends Shape>(x: T<S>) => Dot(1)([x, x]))(Input([4])));
expectType<T<[null, 3, 3]>>((<S extends Shape>(x: T<S>) => x.pipe(Dense(4), Dense(3)))(Input([3, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => x.pipe(Dense(4)))(Input([3, 4])));
expectType<T<[null, 3, 2]>>((<S extends Shape>(x: T<S>) => Sequential([Dense(3), Dense(2)])(x))(Input([3, 4])));
expectType<T<[null, 4]>>((<S extends Shape>(x: T<S>) => LSTM(4)(LSTM(3, { returnSequences: true })(x)))(Input([7, 4])));
expectType<T<[null, 3, 4]>>((<S extends Shape>(x: T<S>) => Add()([x, Dropout(0.1)(Dense(4)(x))]))(Input([3, 4])));
expectType<T<[null, 3, 3]>>((<S extends Shape>(x: T<S>) => Dense(3)(TimeDistributed(Dense(4))(x)))(Input([3, 4])));
expectType<T<[null, 3]>>((<S extends Shape>(x: T<S>) => Dense(3)(Bidirectional(LSTM(4))(x)))(Input([3, 4])));
expectType<T<[null, 3, 3]>>((<S extends Shape>(x: T<S>) => Dense(3)(Lambda((y) => y)(x)))(Input([3, 4])));
expectType<T<[null, 5]>>((<S extends Shape>(x: T<S>) => Lambda((y) => y, { outputShape: [5] })(x))(Input([3, 4])));
