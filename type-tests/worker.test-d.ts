import { expectType } from 'tsd';
import { Dense, Input, Model, type Tensor } from 'tupleflow';
import { type RemoteModel, startWorker } from 'tupleflow/worker';

const left = Input([4], { name: 'left' });
const right = Input([4], { name: 'right' });
const share = Dense(2, { activation: 'softmax', name: 'share' })(left);
const score = Dense(1, { name: 'score' })(right);
const model = Model({ inputs: { left, right }, outputs: { share, score } }).compile({
  loss: { share: 'categoricalCrossentropy', score: 'meanSquaredError' },
  metrics: { share: ['accuracy'] },
});
declare const four: Tensor<[number, 4]>;
declare const two: Tensor<[number, 2]>;
declare const one: Tensor<[number, 1]>;

const worker = startWorker();
const remote = await worker.load(model);
expectType<RemoteModel<typeof model>>(remote);

// --- results are those of the model ---

expectType<Awaited<ReturnType<typeof model.predict>>>(await remote.predict({ left: four, right: four }));
const predicted = await remote.predict({ left: four, right: four });
expectType<Tensor<[number, 2]>>(predicted.share);
expectType<Tensor<[number, 1]>>(predicted.score);
const { history } = await remote.fit({ left: four, right: four }, { share: two, score: one }, { epochs: 2 });
expectType<readonly number[]>(history.share_accuracy);
expectType<readonly number[] | undefined>(history.val_score_loss);
const logs = await remote.evaluate({ left: four, right: four }, { share: two, score: one });
expectType<number>(logs.share_accuracy);
// @ts-expect-error at `score_accuracy`: Property 'score_accuracy' does not exist on type
logs.score_accuracy;

// --- so is what is wrong ---

// @ts-expect-error at `epochs`: fit: epochs expects an integer from 0 (received -1)
remote.fit({ left: four, right: four }, { share: two, score: one }, { epochs: -1 });
// @ts-expect-error at `left`: x.left expects data of shape (null, 4) (received (number, 2))
remote.predict({ left: two, right: four });
// @ts-expect-error at `save`: Property 'save' does not exist on type
remote.save('model.keras');

// --- the worker itself ---

expectType<Float32Array>(worker.transfer(new Float32Array(4)) as Float32Array);
// @ts-expect-error at `[1]`: is not assignable to parameter of type 'TypedArray'
worker.transfer([1]);
// @ts-expect-error at `clases`: 'clases' does not exist in type 'StartWorkerOptions'
startWorker({ clases: 'classes.js' });
