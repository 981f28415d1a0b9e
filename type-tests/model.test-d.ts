import { expectType } from 'tsd';
import {
  Dense,
  Embedding,
  Flatten,
  type History,
  Input,
  LSTM,
  Model,
  type NamedTensor,
  type OfType,
  type SymbolicTensor,
  type Tensor,
} from 'tupleflow';
import { namedAs } from './named-as.js';

// --- inputs ---

expectType<SymbolicTensor<[null, 28, 28, 1]>>(Input([28, 28, 1]));
expectType<SymbolicTensor<[null]>>(Input([]));
expectType<SymbolicTensor<[null, null, 8]>>(Input([null, 8]));
expectType<SymbolicTensor<[32, 8]>>(Input([8], { batchSize: 32 }));
expectType<SymbolicTensor<[null, 8]>>(Input([8], { name: 'pixels' }));
expectType<['pixels', [null, 8]]>(namedAs(Input([8], { name: 'pixels' })));
expectType<SymbolicTensor<[null, 8]> & OfType<'int32'>>(Input([8], { dtype: 'int32' }));
expectType<NamedTensor<[null, 8], 'words'> & OfType<'int32'>>(Input([8], { name: 'words', dtype: 'int32' }));
expectType<['words', [null, 8]]>(namedAs(Input([8], { name: 'words', dtype: 'int32' })));
declare const height: number;
declare const either: 28 | 32;
declare const name: string;
expectType<SymbolicTensor<[null, number, number, 3]>>(Input([height, either, 3]));
expectType<SymbolicTensor<[null, 8]>>(Input([8], { name }));

// @ts-expect-error at `['8']`: Input: shape expects positive integers, or for open sizes null or names such as 'time' (received '8')
Input(['8']);
// @ts-expect-error at `dtype`: Type '"float64"' is not assignable to type
Input([8], { dtype: 'float64' });

// --- models as layers ---

const pixels = Input([784]);
const scores = Dense(10, { name: 'scores' })(pixels);
const classifier = Model({ inputs: pixels, outputs: scores });

expectType<SymbolicTensor<[null, 784]>>(classifier.inputs);
expectType<SymbolicTensor<[null, 10]>>(classifier(Input([784])));
expectType<SymbolicTensor<[null, 10]>>(Input([28, 28, 1]).pipe(Flatten(), classifier));
const whole = Model({ inputs: pixels, outputs: [pixels, scores] });
expectType<SymbolicTensor<[null, 784]>>(whole(Input([784]))[0]);
expectType<SymbolicTensor<[null, 10]>>(whole(Input([784]))[1]);

const text = Input([100], { dtype: 'int32', name: 'text' });
const age = Input([1], { name: 'age' });
const opinion = Dense(1, { name: 'opinion' })(LSTM(8)(Embedding(1000, 16)(text)));
const salary = Dense(2, { name: 'salary' })(age);
const survey = Model({ inputs: [text, age], outputs: [opinion, salary] });
const named = Model({ inputs: { text, age }, outputs: { opinion } });

expectType<SymbolicTensor<[null, 1]>>(survey([text, age])[0]);
expectType<SymbolicTensor<[null, 2]>>(survey([text, age])[1]);
expectType<SymbolicTensor<[null, 1]>>(named({ text, age }).opinion);

declare const wide: SymbolicTensor;
expectType<SymbolicTensor<[null, 10]>>(classifier(wide));

// @ts-expect-error at `Input`: model expects (null, 784) for input 0 (received (null, 785))
classifier(Input([785]));
// @ts-expect-error at `Input`: model expects (null, 784) for input 0 (received (null, 28, 28))
classifier(Input([28, 28]));
// @ts-expect-error at `[pixels`: model expects one tensor (received a list of 2)
classifier([pixels, pixels]);
// @ts-expect-error at `text`: model expects (null, 784) for input 0 (received (null, 100))
classifier(text);
// @ts-expect-error at `Input`: model expects int32 elements for input 0 (received float32)
Model({ inputs: text, outputs: opinion })(Input([100]));
// @ts-expect-error at `age`: model expects (null, 100) for input 0 (received (null, 1))
survey([age, age]);
// @ts-expect-error at `Input`: model expects int32 elements for input 0 (received float32)
survey([Input([100]), age]);
// @ts-expect-error at `[text`: model expects a list of 2 (received a list of 1)
survey([text]);
// @ts-expect-error at `age]`: model expects a list of 2 (received a list of 3)
survey([text, age, age]);
// @ts-expect-error at `text`: model expects a list of 2 (received one tensor)
survey(text);
// @ts-expect-error at `age`: model expects (null, 1) for input age (received (null, 100))
named({ text, age: text });
// @ts-expect-error at `classifier`: model expects (null, 784) for input 0 (received (null, 28, 28))
Input([28, 28]).pipe(classifier);
// @ts-expect-error at `classifier`: model expects (null, 784) for input 0 (received (null, 27, 27))
Input([27, 27]).pipe(Dense(27), classifier, Flatten());

// --- data ---

declare const images: Tensor<[number, 784]>;
declare const batch: Tensor<[32, 784]>;
declare const labels: Tensor<[number, 10]>;
declare const indices: Tensor<[number], 'int32'>;
declare const words: Tensor<[number, 100], 'int32'>;
declare const ages: Tensor<[number, 1]>;
declare const salaries: Tensor<[number, 2]>;
declare const floats: Tensor<[number, 100]>;
declare const several: Tensor<[number, 100], 'int32'>[];

expectType<Promise<History>>(classifier.fit(images, labels, { epochs: 2 }));
expectType<Promise<History>>(classifier.fit(new Float32Array(784), new Uint8Array(10)));
expectType<Promise<History>>(classifier.fit([[0, 1]], [[1, 0]]));
expectType<Promise<History>>(classifier.fit(images, indices));
expectType<Promise<History>>(survey.fit([words, ages], [ages, salaries]));
expectType<Promise<History>>(survey.fit({ text: words, age: ages }, { opinion: ages, salary: salaries }));
expectType<Promise<History>>(survey.fit(several, [ages, salaries]));
expectType<Promise<Tensor<[number, 10]>>>(classifier.predict(images));
expectType<Promise<Tensor<[number, 10]>>>(classifier.predict(batch));
expectType<Promise<[Tensor<[number, 1]>, Tensor<[number, 2]>]>>(survey.predict([words, ages]));

// @ts-expect-error at `labels`: x expects data of shape (null, 784) (received (number, 10))
classifier.fit(labels, labels);
// @ts-expect-error at `images`: y expects data of shape (null, 10) (received (number, 784))
classifier.fit(images, images);
// @ts-expect-error at `[1`: x expects data of shape (null, 784) (received (number))
classifier.fit([1, 2], labels);
// @ts-expect-error at `words`: x expects data of shape (null, 784) (received (number, 100))
classifier.predict(words);
// @ts-expect-error at `images`: x.0 expects data of shape (null, 100) (received (number, 784))
survey.predict([images, ages]);
const swapped = survey.fit(
  [
    // @ts-expect-error at `ages`: x.0 expects data of shape (null, 100) (received (number, 1))
    ages,
    words,
  ],
  [ages, salaries],
);
expectType<Promise<History>>(swapped);
// @ts-expect-error at `floats`: x.0 expects int32 elements (received float32)
survey.fit([floats, ages], [ages, salaries]);
// @ts-expect-error at `[words`: x expects a list of 2 (received a list of 1)
survey.fit([words], [ages, salaries]);
// @ts-expect-error at `[words`: x expects a list of 2 (received a list of 3)
survey.fit([words, ages, ages], [ages, salaries]);
// @ts-expect-error at `words`: x expects a list of 2 (received one tensor)
survey.fit(words, [ages, salaries]);
// @ts-expect-error at `salary`: y.salary expects data of shape (null, 2) (received (number, 784))
survey.fit([words, ages], { opinion: ages, salary: images });
// @ts-expect-error at `{`: y expects salary (received nothing for it)
survey.compile({ loss: 'mse' }).fit([words, ages], { opinion: ages });
survey.compile({ loss: { opinion: 'mse' } }).fit([words, ages], { opinion: ages });
survey.compile({ loss: ['mse', null] }).fit([words, ages], [ages, null]);
// @ts-expect-error at `null]`: y.1 expects a tensor, a typed array or nested arrays (received null)
survey.compile({ loss: 'mse' }).fit([words, ages], [ages, null]);
// @ts-expect-error at `extra`: y expects names of outputs (received extra)
survey.fit([words, ages], { opinion: ages, salary: salaries, extra: ages });
// @ts-expect-error at `'images'`: x expects a tensor, a typed array or nested arrays (received 'images')
classifier.fit('images', labels);
// @ts-expect-error at `epoch`: 'epoch' does not exist in type
classifier.fit(images, labels, { epoch: 2 });
