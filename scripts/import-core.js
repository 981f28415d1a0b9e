/**
 * Lets the modules of `dist` import TensorFlow.js' core by a name that `package.json` resolves: Node takes the core's one file
 * for Node, bundlers the modules that the core consists of, by way of `dist/tensorflow/core.js`, which has those parts of the
 * core that are used here: no optimizers, no loaders and stores of models.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backend_util, util } from '@tensorflow/tfjs-core';

const core = '@tensorflow/tfjs-core/dist';
const statement = /(\bfrom\s*|\bimport\s*)(['"])@tensorflow\/tfjs-core\2/g;

/** The names that are used of namespaces of the core, whose modules have much else. */
const used = { util: new Set(), backend_util: new Set() };

for (const file of readdirSync('dist', { recursive: true })) {
  if (!file.endsWith('.js')) continue;
  const path = join('dist', file);
  const text = readFileSync(path, 'utf8');
  const rewritten = text.replace(statement, '$1$2#core$2');
  // A hash, of integers of 64 bits, is all that brings them in.
  const withHash = rewritten.replace(/\b(tf\.)?util\d*\.fingerPrint64/g, 'fingerPrint64');
  const head = withHash === rewritten ? '' : "import { fingerPrint64 } from '#hash';\n";
  if (withHash !== text) writeFileSync(path, head + withHash);
  // Bundles number namespaces.
  for (const [, name, member] of withHash.matchAll(/\b(util|backend_util)\d*\.(\w+)/g)) used[name].add(member);
}

writeFileSync('dist/tensorflow/hash.js', "import { util } from '#core';\nexport const { fingerPrint64 } = util;\n");
writeFileSync('dist/tensorflow/core-hash.js', `export { fingerPrint64 } from '${core}/hash_util.js';\n`);

const modules = { util: [util, 'util.js'], backend_util: [backend_util, 'backends/backend_util.js'] };
for (const [name, members] of Object.entries(used)) {
  const [namespace, path] = modules[name];
  const list = [...members].filter((member) => member in namespace).sort();
  writeFileSync(`dist/tensorflow/core-${name}.js`, `export { ${list.join(', ')} } from '${core}/${path}';\n`);
}

writeFileSync(
  'dist/tensorflow/core.js',
  `import '${core}/flags.js';
import { buffer } from '${core}/ops/buffer.js';
import { cast } from '${core}/ops/cast.js';
import { clone } from '${core}/ops/clone.js';
import { print } from '${core}/ops/print.js';
import { setOpHandler } from '${core}/tensor.js';
setOpHandler({ buffer, cast, clone, print });
export { DataStorage, KernelBackend } from '${core}/backends/backend.js';
export * as kernel_impls from '${core}/backends/kernel_impls.js';
export { nextFrame } from '${core}/browser_util.js';
export { env } from '${core}/environment.js';
export * from '${core}/globals.js';
export { customGrad, grad, grads, valueAndGrad, valueAndGrads, variableGrads } from '${core}/gradients.js';
export * from '${core}/kernel_names.js';
export * from '${core}/kernel_registry.js';
export * as broadcast_util from '${core}/ops/broadcast_util.js';
export * as gather_util from '${core}/ops/gather_nd_util.js';
export * from '${core}/ops/ops.js';
export * as scatter_util from '${core}/ops/scatter_nd_util.js';
export * as slice_util from '${core}/ops/slice_util.js';
export { Tensor, TensorBuffer, Variable } from '${core}/tensor.js';
export { sumOutType, upcastType } from '${core}/types.js';
export * as backend_util from './core-backend_util.js';
export * as util from './core-util.js';
`,
);

// Bundlers that split by files load with a page all that its entry point exports and any part of it uses, such as what saves a model.
// They do not look through modules of which nothing is used, and that have something of their own.
const gate = 'dist/io/index.js';
const exported = [...readFileSync(gate, 'utf8').matchAll(/^export \{ ([\w, ]+) \} from '(.*)';$/gm)];
if (exported.length === 0) throw new Error(`${gate} exports in another way`);
const lines = exported.flatMap(([, names, from], index) => {
  const all = names.split(', ');
  return [
    `import { ${all.map((name) => `${name} as ${name}${index}`).join(', ')} } from '${from}';`,
    ...all.map((name) => `const ${name} = ${name}${index};`),
  ];
});
const own = exported.map(([, names]) => names).join(', ');
writeFileSync(gate, `${lines.join('\n')}\nexport { ${own} };\n`);
