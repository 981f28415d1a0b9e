/**
 * Compiles our own kernels for WebAssembly, which are AssemblyScript in `assembly`, into `dist`: with SIMD, and with relaxed SIMD.
 *
 * A module works on the memory of TensorFlow.js' own, where it must have no data of its own.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { main } from 'assemblyscript/asc';

const written = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const sources = readdirSync('assembly').map((file) => join('assembly', file));
const newest = Math.max(...[...sources, 'scripts/build-kernels.js'].map(written));
const features = {
  'dist/tupleflow-simd.wasm': ['simd'],
  'dist/tupleflow-relaxed-simd.wasm': ['simd', 'relaxed-simd'],
};
const embedded = 'dist/kernels/embedded-kernels.js';

// What has been built is newer than its sources.
if ([...Object.keys(features), embedded].every((file) => written(file) > newest)) process.exit();

mkdirSync('dist/kernels', { recursive: true });
const binaries = [];
for (const [file, enabled] of Object.entries(features)) {
  const { error, stderr } = await main([
    ...['assembly/index.ts', '--outFile', file, '-O3', '--runtime', 'stub', '--noAssert', '--importMemory'],
    ...enabled.flatMap((feature) => ['--enable', feature]),
  ]);
  if (error) throw new Error(`the kernels do not compile:\n${stderr}`, { cause: error });
  const bytes = readFileSync(file);
  if (sectionsOf(bytes).includes(11)) throw new Error(`${file} has data of its own, which would overwrite tensors`);
  binaries.push(`  '${basename(file)}':\n    '${gzipSync(bytes, { level: 9 }).toString('base64')}',\n`);
}

// For bundles without files next to them.
writeFileSync(
  embedded,
  `/** The binaries of our own kernels, compressed by gzip. */\nexport const kernelBinaries = {\n${binaries.join('')}};\n`,
);

/** The numbers of the sections of a module: 11 is data. */
function sectionsOf(bytes) {
  const sections = [];
  for (let at = 8; at < bytes.length; ) {
    sections.push(bytes[at++]);
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    at += size;
  }
  return sections;
}
