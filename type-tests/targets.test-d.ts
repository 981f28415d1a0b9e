import * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import { Dense, type History, Input, losses, Model, metrics, type SymbolicTensor, type Tensor } from 'tupleflow';

const pixels = Input([784]);
const classifier = Model({ inputs: pixels, outputs: Dense(10, { name: 'digits' })(pixels) });
const tagger = Model({ inputs: Input([7, 5]), outputs: Dense(9)(Input([7, 5])) });
const [sum, kind] = [Dense(1, { name: 'sum' })(pixels), Dense(4, { name: 'kind' })(pixels)];
const pair = Model({ inputs: pixels, outputs: [sum, kind] });
const record = Model({ inputs: pixels, outputs: { total: sum, sign: kind } });
declare const unranked: SymbolicTensor;
const wide = Model({ inputs: pixels, outputs: unranked });

declare const x: Tensor<[number, 784]>;
declare const oneHot: Tensor<[number, 10]>;
declare const indices: Tensor<[number], 'int32'>;
declare const column: Tensor<[number, 1]>;
declare const four: Tensor<[number, 4]>;
declare const nine: Tensor<[number, 7, 9]>;
declare const sequence: Tensor<[32, 7, 5]>;
declare const labels: Tensor<[32, 7]>;
declare const anything: Tensor;

// --- without a typed compile, both kinds of targets pass ---

expectType<Promise<History>>(classifier.fit(x, oneHot));
expectType<Promise<History>>(classifier.fit(x, indices));
// @ts-expect-error at `four`: y expects data of shape (null, 10) (received (number, 4))
classifier.fit(x, four);

// --- targets of the outputs' shape ---

const dense = classifier.compile({ loss: 'categoricalCrossentropy' });
dense.fit(x, oneHot);
dense.fit(x, anything);
dense.fit(x, new Float32Array(10));
dense.fit(x, [[1, 0]]);
dense.fit(x, { digits: oneHot });
// @ts-expect-error at `four`: y expects targets of shape (null, 10) for categoricalCrossentropy (received (number, 4))
dense.fit(x, four);
// @ts-expect-error at `indices`: y expects targets of shape (null, 10) for categoricalCrossentropy (received (number); class indices are for sparseCategoricalCrossentropy)
dense.fit(x, indices);
// @ts-expect-error at `column`: y expects targets of shape (null, 10) for categoricalCrossentropy (received (number, 1); class indices are for sparseCategoricalCrossentropy)
dense.evaluate(x, column);
// @ts-expect-error at `[1`: y expects targets of shape (null, 10) for categoricalCrossentropy (received (number); class indices are for sparseCategoricalCrossentropy)
dense.trainOnBatch(x, [1, 2]);
// @ts-expect-error at `digits`: y.digits expects targets of shape (null, 10) for categoricalCrossentropy (received (number, 4))
dense.testOnBatch(x, { digits: four });
// @ts-expect-error at `new Set`: y expects targets of shape (null, 10) for categoricalCrossentropy (received (number, 4))
dense.fit(new Set([[x, four] as const]));
const binary = Model({ inputs: pixels, outputs: sum }).compile({ loss: losses.BinaryCrossentropy({ name: 'bits' }) });
binary.fit(x, column);
binary.fit(x, indices);
// @ts-expect-error at `four`: y expects targets of shape (null, 1) for bits (received (number, 4))
binary.fit(x, four);

// --- class indices ---

const sparse = classifier.compile({ loss: losses.SparseCategoricalCrossentropy(), metrics: [metrics.AUC()] });
sparse.fit(x, indices);
sparse.fit(x, column);
sparse.fit(x, anything);
sparse.fit(x, [1, 2]);
// @ts-expect-error at `oneHot`: y expects class indices of shape (null) for sparseCategoricalCrossentropy (received (number, 10); one-hot rows are for categoricalCrossentropy)
sparse.fit(x, oneHot);
// @ts-expect-error at `four`: y expects class indices of shape (null) for sparseCategoricalCrossentropy (received (number, 4))
sparse.fit(x, four);
tagger.compile({ loss: 'sparseCategoricalCrossentropy' }).fit(sequence, labels);
tagger.compile({ loss: 'circle' }).fit(sequence, labels);
// @ts-expect-error at `nine`: y expects class indices of shape (null, 7) for sparseCategoricalCrossentropy (received (number, 7, 9); one-hot rows are for categoricalCrossentropy)
tagger.compile({ loss: 'sparseCategoricalCrossentropy' }).fit(sequence, nine);
wide.compile({ loss: 'sparseCategoricalCrossentropy' }).fit(x, oneHot);

// --- lists of labels ---

tagger.compile({ loss: 'ctc' }).fit(sequence, labels);
// @ts-expect-error at `indices`: y expects lists of class indices of shape (null, null) for ctc (received (number))
tagger.compile({ loss: 'ctc' }).fit(sequence, indices);
// @ts-expect-error at `oneHot`: y expects lists of class indices of shape (null, null) for ctc (received (number, 10), for predictions that are not (batch, steps, classes))
classifier.compile({ loss: losses.CTC() }).fit(x, oneHot);

// --- what is not known is not guessed ---

const own = classifier.compile({ loss: (target, prediction) => tf.sub(target, prediction) });
own.fit(x, oneHot);
own.fit(x, indices);
declare const either: 'mse' | 'sparseCategoricalCrossentropy';
classifier.compile({ loss: either }).fit(x, indices);
declare const some: losses.Loss;
classifier.compile({ loss: some }).fit(x, indices);

// --- several outputs ---

const mixed = pair.compile({ loss: ['mse', 'sparseCategoricalCrossentropy'] });
mixed.fit(x, [column, indices]);
mixed.fit(x, { sum: column, kind: column });
// @ts-expect-error at `four`: y.1 expects class indices of shape (null) for sparseCategoricalCrossentropy (received (number, 4); one-hot rows are for categoricalCrossentropy)
mixed.fit(x, [column, four]);
// @ts-expect-error at `kind`: y.kind expects class indices of shape (null) for sparseCategoricalCrossentropy (received (number, 4); one-hot rows are for categoricalCrossentropy)
mixed.fit(x, { sum: column, kind: four });
const named = pair.compile({ loss: { kind: 'categoricalCrossentropy' } });
named.fit(x, [column, four]);
// @ts-expect-error at `indices`: y.1 expects targets of shape (null, 4) for categoricalCrossentropy (received (number); class indices are for sparseCategoricalCrossentropy)
named.fit(x, [column, indices]);
// @ts-expect-error at `four`: y.0 expects data of shape (null, 1) (received (number, 4))
named.fit(x, [four, four]);
const all = record.compile({ loss: 'mse' });
all.fit(x, { total: column, sign: four });
// @ts-expect-error at `sign`: y.sign expects targets of shape (null, 4) for mse (received (number, 10))
all.fit(x, { total: column, sign: oneHot });

// --- variables of several types, and a list of the only tensor ---

declare const someNumbers: Float32Array | Int32Array | Uint8Array;
declare const numbersOrTensor: Float32Array | Tensor<[number, 10]>;
dense.fit(x, someNumbers);
dense.fit(someNumbers, someNumbers, { epochs: 2 });
dense.fit(x, numbersOrTensor);
dense.evaluate(x, someNumbers);
dense.trainOnBatch(x, someNumbers);
dense.fit([x], [oneHot]);
// @ts-expect-error at `four`: y.0 expects targets of shape (null, 10) for categoricalCrossentropy (received (number, 4))
dense.fit(x, [four]);
// @ts-expect-error at `four`: x.0 expects data of shape (null, 784) (received (number, 4))
dense.evaluate([four], oneHot);

// --- data to validate on ---

dense.fit(x, oneHot, { validationData: [x, oneHot] });
dense.fit(x, oneHot, { validationData: [x, oneHot, new Float32Array(1)] });
dense.fit(x, oneHot, { validationData: new Set([[x, oneHot] as const]) });
// @ts-expect-error at `four`: validationData.1 expects targets of shape (null, 10) for categoricalCrossentropy (received (number, 4))
dense.fit(x, oneHot, { validationData: [x, four] });
// @ts-expect-error at `four`: validationData.0 expects data of shape (null, 784) (received (number, 4))
classifier.fit(x, oneHot, { validationData: [four, oneHot] });
