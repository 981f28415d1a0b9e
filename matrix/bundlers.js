import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPage } from './browser.js';

/** A page for a script. */
export const html = (src, attributes = 'type="module"') =>
  `<!doctype html><link rel="icon" href="data:,"><script ${attributes} src="${src}"></script>`;

async function withEsbuild({ folder, browser }, name, { page = 'page', others = [], ...options }) {
  const { build } = await import('esbuild');
  const out = join(folder, `out-${name}`);
  const entryPoints = [page, ...others].map((entry) => join(folder, `${entry}.js`));
  await build({ entryPoints, bundle: true, minify: true, outdir: out, logLevel: 'error', ...options });
  writeFileSync(join(out, 'index.html'), html(`${page}.js`, options.format === 'esm' ? 'type="module"' : 'defer'));
  return runPage(browser, out);
}

export async function withVite({ folder, browser }, name, options, serving, page = 'page') {
  const { build } = await import('vite');
  const out = join(folder, `out-${name}`);
  writeFileSync(join(folder, 'index.html'), html(`./${page}.js`));
  await build({ root: folder, configFile: false, logLevel: 'error', build: { outDir: out }, ...options });
  return runPage(browser, out, serving);
}

async function withViteServer({ folder, browser }, options = {}, page = 'page') {
  const { createServer } = await import('vite');
  writeFileSync(join(folder, 'index.html'), html(`./${page}.js`));
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    server: { port: 0 },
    ...options,
  });
  try {
    await server.listen();
    return await browser.result(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
}

async function withWebpack({ folder, browser }, name, options = {}) {
  const { default: webpack } = await import('webpack');
  const out = join(folder, `out-${name}`);
  const compiler = webpack({
    mode: 'production',
    context: folder,
    entry: './page.js',
    output: { path: out },
    ...options,
  });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((done) => compiler.close(done));
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  writeFileSync(join(out, 'index.html'), html('main.js', 'defer'));
  return runPage(browser, out);
}

async function withRollup({ folder, browser }) {
  const [{ rollup }, { default: nodeResolve }, { default: commonjs }] = await Promise.all([
    import('rollup'),
    import('@rollup/plugin-node-resolve'),
    import('@rollup/plugin-commonjs'),
  ]);
  const out = join(folder, 'out-rollup');
  const bundle = await rollup({
    input: join(folder, 'page.js'),
    plugins: [nodeResolve({ browser: true }), commonjs()],
    logLevel: 'silent',
  });
  await bundle.write({ dir: out, format: 'es' });
  await bundle.close();
  writeFileSync(join(out, 'index.html'), html('page.js'));
  return runPage(browser, out);
}

export const cases = [
  {
    name: 'Vite, build',
    isCore: true,
    test: (context) => withVite(context, 'vite', { base: './' }),
  },
  {
    name: 'Vite, base path',
    test: (context) => withVite(context, 'vite-base', { base: '/under/a/path/' }, { base: '/under/a/path/' }),
  },
  { name: 'Vite, dev', test: (context) => withViteServer(context) },
  {
    name: 'esbuild, ESM',
    isCore: true,
    test: (context) => withEsbuild(context, 'esbuild-esm', { format: 'esm', splitting: true }),
  },
  { name: 'esbuild, iife', isCore: true, test: (context) => withEsbuild(context, 'esbuild-iife', { format: 'iife' }) },
  { name: 'webpack', test: (context) => withWebpack(context, 'webpack') },
  { name: 'rollup', test: withRollup },
  {
    name: "models in the library's worker, Vite",
    isCore: true,
    test: (context) => withVite(context, 'vite-models', { base: './' }, undefined, 'page-of-models'),
  },
  {
    name: "models in the library's worker, Vite, dev",
    test: (context) => withViteServer(context, {}, 'page-of-models'),
  },
  {
    name: "models in the library's worker, webpack",
    test: (context) => withWebpack(context, 'webpack-models', { entry: './page-of-models.js' }),
  },
  {
    name: 'models in a worker of its own, Vite',
    test: (context) => withVite(context, 'vite-own', { base: './' }, undefined, 'page-of-own-worker'),
  },
  {
    name: 'models in a worker of its own, Vite, dev',
    test: (context) => withViteServer(context, {}, 'page-of-own-worker'),
  },
  {
    name: 'models in a worker of its own, webpack',
    test: (context) => withWebpack(context, 'webpack-own', { entry: './page-of-own-worker.js' }),
  },
  {
    name: 'models in a worker of its own, esbuild',
    isCore: true,
    test: (context) =>
      withEsbuild(context, 'esbuild-own', {
        page: 'page-of-own-worker',
        others: ['models'],
        format: 'esm',
        splitting: true,
      }),
  },
];
