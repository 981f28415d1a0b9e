/**
 * Trains a model that tells gestures in a worker, saves it to bytes, loads it elsewhere, and predicts the same:
 *
 *     npm install
 *     npm start
 */
import { BatchNormalization, Dense, Input, loadModel, modelBytes, Sequential, setRandomSeed } from 'tupleflow';
import { startWorker } from 'tupleflow/worker';
import { featureCount, gestures, samplesOf } from './gestures.js';

setRandomSeed(1);
const model = Sequential([
  Input([featureCount]),
  BatchNormalization(),
  Dense(16, { activation: 'relu' }),
  Dense(gestures.length, { activation: 'softmax' }),
]).compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

const worker = startWorker();
console.log(`The worker runs on ${await worker.ready()}.`);
const remote = await worker.load(model);

const { features, labels } = samplesOf(80, 7);
// This thread goes on meanwhile.
let ticks = 0;
const timer = setInterval(() => ticks++, 10);
const { history } = await remote.fit(features, labels, {
  epochs: 80,
  batchSize: 16,
  validationSplit: 0.2,
  verbose: 0,
  callbacks: [
    {
      onEpochEnd(epoch, { loss, val_accuracy }, training) {
        if (epoch % 10 === 0) console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, right ${val_accuracy.toFixed(3)}`);
        if (loss < 0.01) training.stop();
      },
    },
  ],
});
clearInterval(timer);
console.log(`Trained for ${history.loss.length} epochs; a timer of this thread has run ${ticks} times.`);

const unseen = samplesOf(10, 99);
const { accuracy } = await remote.evaluate(unseen.features, unseen.labels, { verbose: 0 });
console.log(`Of unseen gestures, ${Math.round(accuracy * 100)} % are told right.`);
const there = await remote.predict(unseen.features, { verbose: 0 });

await remote.pull();
const bytes = await modelBytes(model);
worker.dispose();

const loaded = await loadModel(bytes, { inputs: [null, featureCount], outputs: [null, gestures.length] });
const here = await loaded.predict(unseen.features, { verbose: 0 });
const [expected, values] = [await there.data(), await here.data()];
const isSame = values.every((value, index) => value === expected[index]);
console.log(`The model of ${bytes.length} bytes predicts ${isSame ? 'the same' : 'something else'}.`);
if (!isSame) process.exitCode = 1;
