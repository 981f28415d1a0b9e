import { expectType } from 'tsd';
import {
  AdditiveAttention,
  Attention,
  Bidirectional,
  Concatenate,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  ConvLSTM1D,
  ConvLSTM2D,
  Cropping2D,
  concatenate,
  Dense,
  DepthwiseConv2D,
  Discretization,
  dot,
  EinsumDense,
  Flatten,
  GlobalAveragePooling2D,
  GRUCell,
  GroupNormalization,
  GroupQueryAttention,
  Input,
  LSTM,
  LSTMCell,
  MaxPooling2D,
  MultiHeadAttention,
  multiply,
  Parallel,
  Permute,
  PReLU,
  RandomGrayscale,
  RepeatVector,
  Reshape,
  RNN,
  Sequential,
  type SymbolicTensor as T,
  TimeDistributed,
  UpSampling2D,
  ZeroPadding2D,
} from '../src/index.js';

// Functions that are generic over each size: each call is checked, and exact, where they are called.
const sized1 = <A extends number, B extends number>(x: T<[null, A, B]>) =>
  [
    LSTM(8, { returnSequences: true })(x),
    LSTM(8, { returnState: true })(x),
    RNN(LSTMCell(8))(x),
    RNN([LSTMCell(8), GRUCell(4)])(x),
    Bidirectional(LSTM(8, { returnSequences: true, returnState: true }))(x),
  ] as const;
const out1 = sized1(Input([7, 3]));
expectType<T<[null, 7, 8]>>(out1[0]);
expectType<T<[null, 8]>>(out1[2]);
expectType<T<[null, 4]>>(out1[3]);
expectType<[T<[null, 7, 16]>, T<[null, 8]>, T<[null, 8]>, T<[null, 8]>, T<[null, 8]>]>(out1[4]);

const sized2 = <A extends number>(x: T<[null, A]>) => [LSTMCell(8)(x), RepeatVector(5)(x)] as const;
const out2 = sized2(Input([3]));
expectType<T<[null, 5, 3]>>(out2[1]);

const sized3 = <A extends number, B extends number, C extends number>(x: T<[null, A, B, C]>) =>
  [ConvLSTM1D(4, 3)(x)] as const;
const out3 = sized3(Input([5, 9, 3]));
expectType<T<[null, 7, 4]>>(out3[0]);

const sized4 = <A extends number, B extends number, C extends number, D extends number>(x: T<[null, A, B, C, D]>) =>
  [ConvLSTM2D(4, 3)(x)] as const;
const out4 = sized4(Input([5, 9, 9, 3]));
expectType<T<[null, 7, 7, 4]>>(out4[0]);

const sized5 = <A extends number, B extends number>(x: T<[null, A, B]>) => [Conv1DTranspose(4, 3)(x)] as const;
const out5 = sized5(Input([12, 3]));
expectType<T<[null, 14, 4]>>(out5[0]);

const sized6 = <A extends number, B extends number, C extends number>(x: T<[null, A, B, C]>) =>
  [
    MaxPooling2D(2)(x),
    Conv2DTranspose(4, 3)(x),
    Cropping2D(1)(x),
    UpSampling2D(2)(x),
    DepthwiseConv2D(3)(x),
    DepthwiseConv2D(3, { depthMultiplier: 2 })(x),
    ZeroPadding2D([
      [1, 2],
      [3, 4],
    ])(x),
    RandomGrayscale()(x),
    Sequential([Conv2D(3, 3), MaxPooling2D(2), Flatten(), Dense(10)])(x),
    x.pipe(Conv2D(4, 3), MaxPooling2D(2), Flatten(), Dense(3)),
    multiply([x, Reshape([1, 1, 3])(Dense(3)(GlobalAveragePooling2D()(x)))]),
    Dense(2)(Flatten()(MaxPooling2D(2)(Conv2D(4, 3)(x)))),
  ] as const;
const out6 = sized6(Input([12, 14, 3]));
expectType<T<[null, 6, 7, 3]>>(out6[0]);
expectType<T<[null, 14, 16, 4]>>(out6[1]);
expectType<T<[null, 10, 12, 3]>>(out6[2]);
expectType<T<[null, 24, 28, 3]>>(out6[3]);
expectType<T<[null, 10, 12, 3]>>(out6[4]);
expectType<T<[null, 10, 12, 6]>>(out6[5]);
expectType<T<[null, 15, 21, 3]>>(out6[6]);
expectType<T<[null, 12, 14, 3]>>(out6[7]);
expectType<T<[null, 10]>>(out6[8]);
expectType<T<[null, 3]>>(out6[9]);
expectType<T<[null, 12, 14, 3]>>(out6[10]);
expectType<T<[null, 2]>>(out6[11]);

const sized7 = <A extends number, B extends number>(x: T<[null, A, B]>) =>
  [
    Flatten()(x),
    Reshape([2, 6])(x),
    Reshape([-1, 6])(x),
    Permute([2, 1])(x),
    EinsumDense('abc,cd->abd', [3, 5])(x),
    EinsumDense('...x,xy->...y', 5)(x),
    PReLU({ sharedAxes: [1] })(x),
    GroupNormalization({ groups: 2 })(x),
    TimeDistributed(Dense(4))(x),
    Parallel([Dense(3), Dense(4)], Concatenate())(x),
    Sequential([Dense(3), Dense(2)])(x),
    concatenate([x, x]),
    concatenate([x, Dense(4)(x)]),
    concatenate([x, x], { axis: 1 }),
    concatenate([x, x, Dense(3)(x)]),
    dot([x, x], 2),
    dot([x, x], [1, 1]),
    x.pipe(Dense(4), Dense(3)),
    x.pipe(Dense(4)),
    Sequential([Dense(3), Dense(2)])(x),
    Dense(3)(TimeDistributed(Dense(4))(x)),
  ] as const;
const out7 = sized7(Input([3, 4]));
expectType<T<[null, 12]>>(out7[0]);
expectType<T<[null, 2, 6]>>(out7[1]);
expectType<T<[null, 2, 6]>>(out7[2]);
expectType<T<[null, 4, 3]>>(out7[3]);
expectType<T<[null, 3, 5]>>(out7[4]);
expectType<T<[null, 3, 5]>>(out7[5]);
expectType<T<[null, 3, 4]>>(out7[6]);
expectType<T<[null, 3, 4]>>(out7[7]);
expectType<T<[null, 3, 4]>>(out7[8]);
expectType<T<[null, 3, 7]>>(out7[9]);
expectType<T<[null, 3, 2]>>(out7[10]);
expectType<T<[null, 3, 8]>>(out7[11]);
expectType<T<[null, 3, 8]>>(out7[12]);
expectType<T<[null, 6, 4]>>(out7[13]);
expectType<T<[null, 3, 11]>>(out7[14]);
expectType<T<[null, 3, 3]>>(out7[15]);
expectType<T<[null, 4, 4]>>(out7[16]);
expectType<T<[null, 3, 3]>>(out7[17]);
expectType<T<[null, 3, 4]>>(out7[18]);
expectType<T<[null, 3, 2]>>(out7[19]);
expectType<T<[null, 3, 3]>>(out7[20]);

const sized8 = <A extends number>(x: T<[null, A]>) =>
  [Discretization({ binBoundaries: [1, 2], outputMode: 'oneHot' })(x)] as const;
const out8 = sized8(Input([1]));
expectType<T<[null, 3]>>(out8[0]);

const sized9 = <A extends number, B extends number, C extends number>(x: T<[null, A, B, C]>) =>
  [TimeDistributed(Flatten())(x)] as const;
const out9 = sized9(Input([3, 4, 5]));
expectType<T<[null, 3, 20]>>(out9[0]);

const sized10 = <A extends number, B extends number>(x: T<[null, A, B]>) =>
  [
    MultiHeadAttention(2, 8)(x, x),
    MultiHeadAttention(2, 8, { outputShape: 5 })(x, x),
    MultiHeadAttention(2, 8)(x, x, { returnAttentionScores: true }),
    MultiHeadAttention(2, 8)(x, x, { useCausalMask: true }),
    MultiHeadAttention(2, 8)(x, x, { key: x }),
    GroupQueryAttention(8, 4, 2)(x, x),
    Attention()([x, x]),
    AdditiveAttention()([x, x]),
    Attention()([x, x], { returnAttentionScores: true }),
  ] as const;
const out10 = sized10(Input([7, 4]));
expectType<T<[null, 7, 4]>>(out10[0]);
expectType<T<[null, 7, 5]>>(out10[1]);
expectType<[T<[null, 7, 4]>, T<[null, 2, 7, 7]>]>(out10[2]);
expectType<T<[null, 7, 4]>>(out10[3]);
expectType<T<[null, 7, 4]>>(out10[4]);
expectType<T<[null, 7, 4]>>(out10[5]);
expectType<T<[null, 7, 4]>>(out10[6]);
expectType<T<[null, 7, 4]>>(out10[7]);
expectType<[T<[null, 7, 4]>, T<[null, 7, 7]>]>(out10[8]);

const sized11 = <A extends number, B extends number, C extends number>(x: T<[null, A, B, C]>) =>
  [MultiHeadAttention(2, 8, { attentionAxes: [1, 2] })(x, x)] as const;
const out11 = sized11(Input([7, 3, 4]));
expectType<T<[null, 7, 3, 4]>>(out11[0]);

const sized12 = <A extends number>(x: T<[null, A]>) => [dot([x, x], 1)] as const;
const out12 = sized12(Input([4]));
expectType<T<[null, 1]>>(out12[0]);

const sized13 = <A extends number, B extends number, C extends number>(x: T<[null, A, B, C]>) =>
  [concatenate([UpSampling2D()(MaxPooling2D(2)(x)), x])] as const;
const out13 = sized13(Input([8, 8, 3]));
expectType<T<[null, 8, 8, 6]>>(out13[0]);
