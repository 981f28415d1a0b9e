/**
 * Loads a model of keras.applications by the module that `npx tupleflow types` writes for its file, and holds its types to what the
 * compiler says:
 *
 *   npx tsx --tsconfig tsconfig.check.json test/io/with-keras/typed.ts FOLDER MobileNetV2 32
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { setBackend } from 'tupleflow';
import { compileSnippet, showDiagnostics } from '../../../examples/compile-snippet.js';
import { runCommandLine } from '../../../src/cli/command-line.js';
import type { AnyModel } from '../../guide/golden-model.js';
import { root } from '../../types/compilers.js';
import { predictions } from './file-case.js';

const [, , folder = '.', name = 'MobileNetV2', size = '32'] = process.argv;
const file = join(folder, `${name}.keras`);

let text = '';
const code = await runCommandLine(['types', file], {
  out: (part) => {
    text += part;
  },
  err: (part) => process.stderr.write(part),
});
if (code !== 0) process.exit(code);

/** Uses of the model, which compile, and which do not. */
const uses = (input: string, output: string) => `
import { Input, type SymbolicTensor } from 'tupleflow';
export const use = async (): Promise<SymbolicTensor<${output}>> => (await load())(Input(${input}));`;
const image = `[${size}, ${size}, 3]`;
const errorsOf = (input: string, output: string) =>
  showDiagnostics(compileSnippet(text.replace('import.meta.url', "'file:///'") + uses(input, output)), false);
const own = errorsOf(image, '[null, 3]');
const faults = [
  ...(own === '' ? [] : [`its own types do not compile: ${own}`]),
  ...(errorsOf(image, '[null, 4]') === '' ? ['another output compiles'] : []),
  ...(errorsOf('[8, 8, 4]', '[null, 3]') === '' ? ['another input compiles'] : []),
];

// The module imports the library as users do, which resolves inside of the project.
const cache = join(root, '.cache/typed');
mkdirSync(cache, { recursive: true });
const path = join(cache, `${name}-${process.pid}.ts`);
writeFileSync(path, text);
try {
  await setBackend('wasm');
  const { load } = (await import(pathToFileURL(path).href)) as { load: (source: string) => Promise<AnyModel> };
  const model = await load(file);
  const images = tf.zeros([1, Number(size), Number(size), 3]);
  const found = await predictions(model, [images]);
  const shapes = JSON.stringify(found.map(({ shape }) => shape));
  if (shapes !== '[[1,3]]') faults.push(`its outputs have the shapes ${shapes}`);
  images.dispose();
  model.dispose();
} finally {
  rmSync(path);
}
for (const fault of faults) console.log(`${name}: ${fault}`);
console.log(`${name}, typed: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
