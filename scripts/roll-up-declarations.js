/**
 * Makes one file of the declarations of each entry point: a program that imports the library opens a few files instead of
 * hundreds, which is most of what importing it costs. The maps lead from there to the sources.
 */
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const entries = ['index', 'channels-first', 'datasets/index'];
const bundle = await rollup({
  input: Object.fromEntries(entries.map((entry) => [entry, `dist/${entry}.d.ts`])),
  external: [/^@tensorflow\//, /^node:/],
  plugins: [dts({ sourcemap: true }), { name: 'plain-aliases', renderChunk: withoutVariance }],
});
// Next to `dist`, so that what the maps say of the sources is right there, too.
const folder = mkdtempSync('dist-declarations-');
await bundle.write({
  dir: folder,
  format: 'es',
  sourcemap: true,
  // What one of the files asks for by itself, which is not at its top any more.
  banner: '/// <reference lib="esnext.disposable" preserve="true" />',
  entryFileNames: '[name].d.ts',
  chunkFileNames: '[name].d.ts',
});

for (const file of readdirSync('dist', { recursive: true }))
  if (/\.d\.ts(\.map)?$/.test(file)) rmSync(join('dist', file));
for (const file of readdirSync(folder, { recursive: true })) {
  if (/\.d\.ts(\.map)?$/.test(file)) renameSync(join(folder, file), join('dist', file));
}
rmSync(folder, { recursive: true });

/**
 * Says of the aliases that the members of namespaces get nothing of how they vary, for only the types that they stand for may.
 * What is taken away is replaced by blanks, so that the maps stay right.
 */
function withoutVariance(code) {
  const blank = (word) => ' '.repeat(word.length);
  return {
    code: code.replace(/^type index_d\S*<.*$/gm, (alias) => alias.replace(/\b(in|out) (?=[A-Z])/g, blank)),
    map: null,
  };
}
