import { expectAssignable, expectType } from 'tsd';
import {
  type AnyLayer,
  Dense,
  Input,
  type Layer,
  loadModel,
  type NamedTensor,
  type OfType,
  Sequential,
  type SymbolicTensor,
  type Tensor,
} from 'tupleflow';

declare const images: Float32Array;

// Without stated shapes, a model is trained, and called on whatever it may take.
const any = await loadModel('digits.keras');
const layer: AnyLayer = any;
expectType<Tensor | Tensor[] | { [name: string]: Tensor }>(await any.predict(images));
await any.fit(images, images, { epochs: 2 });
const compiled = any.compile({ loss: 'meanSquaredError', metrics: ['accuracy'] });
expectAssignable<number | undefined>((await any.evaluate(images, images)).loss);
expectAssignable<number | undefined>((await compiled.evaluate(images, images)).accuracy);
expectType<Layer>(any.getLayer('dense'));
any.summary();
expectType<SymbolicTensor>(any(Input([3])));
expectType<SymbolicTensor>(any([Input([3]), Input([4])]));
expectType<SymbolicTensor>(Input([3]).pipe(layer, any));
expectType<SymbolicTensor>(Sequential([Input([3]), any]).outputs);

// Stated shapes are types.
const digits = await loadModel('digits.keras', { inputs: [null, 784], outputs: [null, 10] });
expectType<SymbolicTensor<[null, 784]>>(digits.inputs);
expectType<Tensor<[number, 10]>>(await digits.predict(images));
expectType<SymbolicTensor<[null, 10]>>(digits(Input([784])));
expectType<SymbolicTensor<[null, 2]>>(Input([784]).pipe(digits, Dense(2)));
// @ts-expect-error model expects (null, 784) for input 0 (received (null, 785))
digits(Input([785]));

const several = await loadModel('several.keras', {
  inputs: { words: { shape: [null, 100], dtype: 'int32' }, picture: [null, 8, 8, 3] },
  outputs: [[null, 3], { shape: [null, 1], name: 'score' }],
  layers: ['dense', 'score'],
});
expectType<{ words: SymbolicTensor<[null, 100]> & OfType<'int32'>; picture: SymbolicTensor<[null, 8, 8, 3]> }>(
  several.inputs,
);
expectType<[SymbolicTensor<[null, 3]>, NamedTensor<[null, 1], 'score'>]>(several.outputs);
expectType<[Tensor<[number, 3]>, Tensor<[number, 1]>]>(await several.predict({ words: images, picture: images }));
several.compile({ loss: { score: 'meanSquaredError' } }).getLayer('dense');
// @ts-expect-error Argument of type '"dense_1"' is not assignable to parameter of type
several.getLayer('dense_1');
