import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { compressedSize, run } from './project.js';

const { resolve } = createRequire(import.meta.url);

/** A file of a package of the matrix. */
function fileOf(name, path) {
  return join(dirname(resolve(`${name}/package.json`)), path);
}

/** The result that a program has printed. */
function resultOf(output) {
  const line = /result: (.*)/.exec(output)?.[1];
  if (line === undefined) throw new Error(output);
  return JSON.parse(line);
}

function inRuntime(command, ...args) {
  return ({ folder }) => resultOf(run(folder, command(), args));
}

/** One file for Node, with the binary in it. */
async function inOneFile({ folder }, format) {
  const { build } = await import('esbuild');
  const out = join(folder, `out-node-${format}`);
  const file = join(out, format === 'esm' ? 'program.mjs' : 'program.cjs');
  await build({
    stdin: {
      contents: "import { train } from './train.js'; train().then((r) => console.log('result: ' + JSON.stringify(r)));",
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    platform: 'node',
    format,
    outfile: file,
    logLevel: 'error',
    // What esbuild needs for packages that are CommonJS.
    ...(format === 'esm' && {
      banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
    }),
  });
  // Nothing else is there.
  return { ...resultOf(run(out, process.execPath, [file])), kB: compressedSize(out) };
}

function inVitest({ folder }) {
  writeFileSync(
    join(folder, 'train.test.js'),
    `import { train } from './train.js';
it('trains', async () => console.log('result: ' + JSON.stringify(await train())), 60000);`,
  );
  return resultOf(
    run(folder, process.execPath, [
      fileOf('vitest', 'vitest.mjs'),
      'run',
      '--root',
      folder,
      '--globals',
      'train.test.js',
    ]),
  );
}

function inJest({ folder }) {
  const tests = join(folder, 'jest');
  mkdirSync(tests, { recursive: true });
  writeFileSync(
    join(tests, 'train.test.js'),
    `import { train } from '../train.js';
test('trains', async () => console.log('result: ' + JSON.stringify(await train())), 60000);`,
  );
  const args = ['--experimental-vm-modules', '--no-warnings', fileOf('jest', 'bin/jest.js'), '--rootDir', folder];
  const options = ['--config', '{"transform":{},"testMatch":["**/jest/*.test.js"]}'];
  return resultOf(run(folder, process.execPath, [...args, ...options]));
}

/** Workerd compiles no WebAssembly: the module is part of the worker. */
async function inWorkerd({ folder }) {
  const { build } = await import('esbuild');
  const out = join(folder, 'out-workerd');
  await build({
    stdin: {
      contents: `import { train } from './train.js';
import module from './binary.wasm';
import simd from './simd.wasm';
import relaxed from './relaxed.wasm';
export default {
  async fetch() {
    const result = await train({
      binaries: { 'tfjs-backend-wasm-simd.wasm': module, 'tupleflow-simd.wasm': simd, 'tupleflow-relaxed-simd.wasm': relaxed },
    }).catch((error) => ({ error: String(error?.stack ?? error) }));
    return new Response(JSON.stringify(result));
  },
};`,
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['*.wasm'],
    outfile: join(out, 'worker.js'),
    logLevel: 'error',
  });
  const dist = join(folder, 'node_modules/tupleflow/dist');
  const port = 8_700 + Math.floor(Math.random() * 300);
  writeFileSync(
    join(out, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "binary.wasm", wasm = embed "binary.wasm"),
    (name = "simd.wasm", wasm = embed "simd.wasm"),
    (name = "relaxed.wasm", wasm = embed "relaxed.wasm"),
  ],
  compatibilityDate = "2026-01-01",
);`,
  );
  run(out, 'cp', [join(dist, 'tfjs-backend-wasm-simd.wasm'), 'binary.wasm']);
  run(out, 'cp', [join(dist, 'tupleflow-simd.wasm'), 'simd.wasm']);
  run(out, 'cp', [join(dist, 'tupleflow-relaxed-simd.wasm'), 'relaxed.wasm']);
  const server = spawn(fileOf('@cloudflare/workerd-linux-64', 'bin/workerd'), ['serve', 'config.capnp'], { cwd: out });
  let said = '';
  server.stderr.on('data', (text) => {
    said += text;
  });
  try {
    for (let attempt = 0; attempt < 50; attempt++) {
      await wait(200);
      const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
      if (response) return { ...(await response.json()), kB: compressedSize(out) };
      if (server.exitCode !== null) break;
    }
    throw new Error(`workerd does not answer: ${said}`);
  } finally {
    server.kill();
  }
}

const node = (version) => () => fileOf(`node-${version}`, 'bin/node');
const bun = () => fileOf('@oven/bun-linux-x64', 'bin/bun');
const deno = () => fileOf('@deno/linux-x64-glibc', 'deno');

export const cases = [
  { name: 'Node 20', test: inRuntime(node(20), 'node.js') },
  { name: 'Node 22', isCore: true, test: inRuntime(node(22), 'node.js') },
  { name: 'Node 24', test: inRuntime(node(24), 'node.js') },
  { name: 'models in a worker, Node 20', test: inRuntime(node(20), 'node-of-models.js') },
  { name: 'models in a worker, Node 22', isCore: true, test: inRuntime(node(22), 'node-of-models.js') },
  { name: 'models in a worker, Bun', test: inRuntime(bun, 'run', 'node-of-models.js') },
  {
    name: 'models in a worker, Deno',
    test: inRuntime(deno, 'run', '--allow-all', '--node-modules-dir=manual', 'node-of-models.js'),
  },
  { name: 'Bun', test: inRuntime(bun, 'run', 'node.js') },
  { name: 'Deno', test: inRuntime(deno, 'run', '--allow-all', '--node-modules-dir=manual', 'node.js') },
  { name: 'Node, one file of ESM', test: (context) => inOneFile(context, 'esm') },
  { name: 'Node, one file of CommonJS', test: (context) => inOneFile(context, 'cjs') },
  { name: 'vitest', test: inVitest },
  { name: 'jest, ESM', test: inJest },
  { name: 'workerd', test: inWorkerd },
];
