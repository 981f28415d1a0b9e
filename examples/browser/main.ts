import { setRandomSeed } from 'tupleflow';
import { startWorker } from 'tupleflow/worker';
import { Answer } from './answer.js';
import { Curve } from './curve.js';
import { loadDigits } from './digits.js';
import { DrawingPad } from './drawing-pad.js';
import { createNetwork } from './network.js';
import { find, percent } from './page.js';

const train = find('train', HTMLButtonElement);
const stop = find('stop', HTMLButtonElement);
const progress = find('progress', HTMLProgressElement);
const status = find('status');
const lossCurve = new Curve(find('loss-chart'), 'Loss', (loss) => loss.toFixed(2));
const accuracyCurve = new Curve(find('accuracy-chart'), 'Share of digits read right', (share) => percent(share));
const answer = new Answer();

setRandomSeed(1);
const worker = startWorker();
const [digits, network, backend] = await Promise.all([loadDigits(), worker.load(createNetwork()), worker.ready()]);

/** The digit in the field, which is read again after each epoch. */
let shown: Float32Array | undefined;
let isReading = false;
const pad = new DrawingPad(find('pad', HTMLCanvasElement), read);

/** Has the worker read a digit, one at a time: of those that are drawn meanwhile only the last is read. */
async function read(digit: Float32Array): Promise<void> {
  shown = digit;
  if (isReading) return;
  isReading = true;
  let last: Float32Array | undefined;
  while (shown !== undefined && shown !== last) {
    last = shown;
    const prediction = await network.predict(last, { verbose: 0 });
    answer.show(last, (await prediction.data()) as Float32Array);
    prediction.dispose();
  }
  isReading = false;
  if (shown === undefined) answer.clear();
}

/** Trains until all epochs are done, or the signal is aborted. A second training goes on from the first. */
async function fit(epochs: number, signal: AbortSignal): Promise<void> {
  const batchSize = 32;
  const batches = Math.ceil(digits.train.labels.length / batchSize);
  progress.max = epochs * batches;
  let finished = 0;
  await network.fit(digits.train.images, digits.train.labels, {
    epochs,
    batchSize,
    verbose: 0,
    signal,
    validationData: [digits.test.images, digits.test.labels],
    callbacks: [
      {
        onEpochBegin(epoch) {
          find('epoch').textContent = `${epoch + 1} of ${epochs}`;
        },
        onTrainBatchEnd(_, { loss, accuracy }) {
          finished++;
          progress.value = finished;
          find('loss').textContent = loss.toFixed(3);
          find('accuracy').textContent = percent(accuracy, 1);
        },
        onEpochEnd(_, { loss, accuracy, val_loss = Number.NaN, val_accuracy = Number.NaN }) {
          lossCurve.add(loss, val_loss);
          accuracyCurve.add(accuracy, val_accuracy);
          find('val-accuracy').textContent = percent(val_accuracy, 1);
          if (shown !== undefined) void read(shown.slice());
        },
      },
    ],
  });
}

train.addEventListener('click', async () => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  stop.addEventListener('click', abort, { once: true });
  [train.disabled, stop.disabled] = [true, false];
  status.textContent = 'Training…';
  try {
    await fit(find('epochs', HTMLInputElement).valueAsNumber || 1, controller.signal);
    status.textContent = 'Trained.';
  } catch (error) {
    status.textContent = controller.signal.aborted ? 'Stopped.' : `Training has failed: ${error}`;
  }
  stop.removeEventListener('click', abort);
  [train.disabled, stop.disabled] = [false, true];
  train.textContent = 'Train on';
});

find('clear', HTMLButtonElement).addEventListener('click', () => {
  shown = undefined;
  pad.clear();
  answer.clear();
});

find('sample', HTMLButtonElement).addEventListener('click', () => {
  const index = Math.floor(Math.random() * digits.test.labels.length);
  const digit = digits.test.images.slice(index * 64, (index + 1) * 64);
  pad.show(digit);
  void read(digit);
});

find('backend').textContent = String(backend);
status.textContent = 'Ready: press Train.';
for (const id of ['train', 'sample']) find(id, HTMLButtonElement).disabled = false;
