import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build as buildWithEsbuild } from 'esbuild';
import { graphics, openBrowser, runPage, serve } from './browser.js';
import { html, withVite } from './bundlers.js';
import { exists, run } from './project.js';

const { resolve } = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * A page without a bundler: the flat file by an import map.
 *
 * @param place the URL of the folder of the library
 */
async function withImportMap({ folder, browser }, { page = 'page', place = './tupleflow/' } = {}) {
  const out = mkdtempSync(join(folder, 'out-import-map-'));
  if (place.startsWith('.'))
    cpSync(join(folder, 'node_modules/tupleflow/dist'), join(out, 'tupleflow'), { recursive: true });
  for (const file of [`${page}.js`, 'measure.js', 'train.js', 'digits.js']) cpSync(join(folder, file), join(out, file));
  const flat = `${place}tupleflow.esm.js`;
  const map = JSON.stringify({ imports: { tupleflow: flat, 'tupleflow/worker': flat } });
  writeFileSync(join(out, 'index.html'), `<script type="importmap">${map}</script>${html(`./${page}.js`)}`);
  return runPage(browser, out);
}

/** The same, with the library on a server of another origin, as that of a network for content. */
async function fromElsewhere(context) {
  const headers = { 'Access-Control-Allow-Origin': '*' };
  const server = await serve(join(context.folder, 'node_modules/tupleflow/dist'), { headers });
  try {
    return await withImportMap(context, { page: 'page-of-models', place: server.url });
  } finally {
    await server.close();
  }
}

/** The headers of a page that may only run what its own server has, and compile WebAssembly. */
const policy = { 'Content-Security-Policy': "default-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'" };

/** The headers of a page in which memory can be shared. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** What a page may not do without `'wasm-unsafe-eval'`: it says so, and runs on cpu. */
const strict = { 'Content-Security-Policy': "default-src 'self'; img-src data:; script-src 'self'" };

async function inModuleWorker({ folder, browser }) {
  const out = join(folder, 'out-module-worker');
  const entryPoints = [join(folder, 'page-of-worker.js'), join(folder, 'worker.js')];
  await buildWithEsbuild({ entryPoints, bundle: true, minify: true, splitting: true, format: 'esm', outdir: out });
  writeFileSync(join(out, 'index.html'), html('page-of-worker.js'));
  return runPage(browser, out);
}

/** A page that trains on the backend of a graphics card, for which Chromium's own software stands. */
async function onGraphics({ folder }, backend) {
  for (const name of ['tfjs-backend-webgl', 'tfjs-backend-webgpu', 'tfjs-backend-cpu']) {
    const place = join('node_modules/@tensorflow', name);
    if (!exists(join(folder, place))) cpSync(join(here, place), join(folder, place), { recursive: true });
  }
  const browser = await openBrowser(graphics);
  try {
    const result = await withVite({ folder, browser }, backend, { base: './' }, undefined, `page-of-${backend}`);
    return { ...result, expected: backend, tolerance: 1e-3, longest: undefined };
  } finally {
    await browser.close();
  }
}

/** An application of Next.js with a page that trains in the browser, and one that trains on the server. */
function createApplication(folder) {
  const application = join(folder, 'next');
  const modules = join(application, 'node_modules');
  mkdirSync(join(application, 'app/server'), { recursive: true });
  cpSync(join(folder, 'node_modules'), modules, { recursive: true });
  for (const name of ['next', 'react', 'react-dom'])
    symlinkSync(dirname(resolve(`${name}/package.json`)), join(modules, name));
  for (const file of ['page.js', 'measure.js', 'train.js', 'digits.js'])
    cpSync(join(folder, file), join(application, file));
  const files = {
    'package.json': JSON.stringify({ name: 'application', private: true, type: 'module' }),
    'next.config.js': `export default { turbopack: { root: '/' }, typescript: { ignoreBuildErrors: true } };`,
    'app/layout.js': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
    'app/page.js': `'use client';
import { useEffect } from 'react';
export default function Page() {
  useEffect(() => { import('../page.js'); }, []);
  return <p>training</p>;
}`,
    'app/server/page.js': `import { train } from '../../train.js';
export const dynamic = 'force-dynamic';
export default async function Page() {
  const result = await train().catch((error) => ({ error: String(error?.stack ?? error) }));
  return <script dangerouslySetInnerHTML={{ __html: 'globalThis.matrixResult = ' + JSON.stringify(result) }} />;
}`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(application, name), text);
  return application;
}

let application;

async function inNext({ folder, browser }, path) {
  const next = join(dirname(resolve('next/package.json')), 'dist/bin/next');
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  if (application === undefined) {
    application = createApplication(folder);
    run(application, process.execPath, [next, 'build'], { env });
  }
  const port = 9_000 + Math.floor(Math.random() * 500);
  const server = spawn(process.execPath, [next, 'start', '--port', String(port)], { cwd: application, env });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  try {
    for (let attempt = 0; attempt < 100 && !said.includes('Ready'); attempt++) await wait(200);
    return await browser.result(`http://localhost:${port}/${path}`);
  } catch (error) {
    throw new Error(`${error.message}\n${said}`);
  } finally {
    server.kill();
  }
}

export const cases = [
  { name: 'import map', isCore: true, test: (context) => withImportMap(context) },
  {
    name: "models in the library's worker, import map",
    isCore: true,
    test: (context) => withImportMap(context, { page: 'page-of-models' }),
  },
  { name: "models in the library's worker, import map of another origin", test: fromElsewhere },
  {
    name: "CSP with 'wasm-unsafe-eval'",
    test: (context) => withVite(context, 'policy', { base: './' }, { headers: policy }),
  },
  {
    name: "CSP without 'wasm-unsafe-eval', on cpu",
    test: async (context) => ({
      ...(await withVite(context, 'strict', { base: './' }, { headers: strict })),
      expected: 'cpu',
      tolerance: 1e-3,
      longest: 0,
    }),
  },
  {
    name: 'isolated page (COOP, COEP)',
    test: (context) => withVite(context, 'isolated', { base: './' }, { headers: isolation }),
  },
  { name: 'WebGL', test: (context) => onGraphics(context, 'webgl') },
  { name: 'WebGPU', test: (context) => onGraphics(context, 'webgpu') },
  { name: 'module worker', test: inModuleWorker },
  { name: 'Next.js, page', test: (context) => inNext(context, '') },
  { name: 'Next.js, server component', test: (context) => inNext(context, 'server') },
];
