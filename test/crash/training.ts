import { existsSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BatchNormalization,
  callbacks,
  Dense,
  Dropout,
  Input,
  loadModel,
  optimizers,
  Sequential,
  setBackend,
  setRandomSeed,
} from 'tupleflow';

/*
 * A training that is killed, and started again, until it has ended: it writes `result.json` to the folder. It is run as
 * `training.ts FOLDER SAVE_FREQ`.
 */

const [folder = '.', saveFreq = 'epoch'] = process.argv.slice(2);

await setBackend('cpu');
setRandomSeed(11);
const model = Sequential([
  Input([6]),
  Dense(16, { activation: 'relu' }),
  BatchNormalization(),
  Dropout(0.3),
  Dense(3, { activation: 'softmax' }),
]).compile({
  optimizer: optimizers.Adam({ learningRate: 0.01, useEma: true }),
  loss: 'categoricalCrossentropy',
  metrics: ['accuracy'],
});

const x = Array.from({ length: 60 }, (_, row) => Array.from({ length: 6 }, (_, column) => Math.sin(7 * row + column)));
const y = x.map((row) => [0, 1, 2].map((index) => (index === row.indexOf(Math.max(...row)) % 3 ? 1 : 0)));

const checkpoint = join(folder, 'best.keras');
// Whatever was killed, a file that is there is whole.
if (existsSync(checkpoint)) (await loadModel(checkpoint)).dispose();
process.send?.('begins');

const { history } = await model.fit(x, y, {
  epochs: 8,
  batchSize: 8,
  verbose: 0,
  validationSplit: 0.2,
  callbacks: [
    callbacks.EarlyStopping({ patience: 6 }),
    callbacks.ReduceLROnPlateau({ patience: 1, monitor: 'loss', minDelta: 0.02 }),
    callbacks.ModelCheckpoint(checkpoint, { saveBestOnly: true }),
    callbacks.CSVLogger(join(folder, 'log.csv')),
    callbacks.BackupAndRestore(join(folder, 'run.backup'), {
      saveFreq: saveFreq === 'epoch' ? 'epoch' : Number(saveFreq),
    }),
  ],
});
const best = await loadModel(checkpoint);
writeFileSync(
  join(folder, 'result.json'),
  JSON.stringify({
    weights: (await model.getWeights()).map((values) => [...values]),
    best: (await best.getWeights()).map((values) => [...values]),
    history,
    log: await readFile(join(folder, 'log.csv'), 'utf8'),
  }),
);
