/**
 * Makes few files of the declarations of the library: a program that imports it opens these instead of hundreds, which is
 * most of what importing it costs. One has all declarations; each entry point, and each namespace that is exported, is a
 * file that names what is public. (A namespace that is declared in place has other names for its types, and a type that has
 * only such a name cannot be named where a user's module declares it.) The maps lead from there to the sources.
 */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const entries = ['index', 'channels-first', 'datasets/index', 'worker/index'];
const namespaces = readdirSync('dist', { recursive: true }).filter(isDeclaration).flatMap(namespacesOf);

const inlined =
  '/* Among these are types of ts-toolbelt 9.6.0, by Pierre-Antoine Mills, under the Apache License 2.0. */';

const bundle = await rollup({
  input: Object.fromEntries([...entries, ...namespaces].map((entry) => [entry, `dist/${entry}.d.ts`])),
  external: [/^@tensorflow\//, /^node:/],
  plugins: [
    { name: 'namespaces-in-files', resolveId: namespaceFile },
    // The types of ts-toolbelt that declarations name become their own: users need not install it.
    dts({ sourcemap: true, includeExternal: ['ts-toolbelt'] }),
    { name: 'types-only', renderChunk: withTypesOnly },
  ],
});
// Next to `dist`, so that what the maps say of the sources is right there, too.
const folder = mkdtempSync('dist-declarations-');
await bundle.write({
  dir: folder,
  format: 'es',
  sourcemap: true,
  // What one of the files asks for by itself, which is not at its top any more.
  banner: ({ name }) =>
    `/// <reference lib="esnext.disposable" preserve="true" />${name === 'declarations' ? `\n${inlined}` : ''}`,
  entryFileNames: '[name].d.ts',
  chunkFileNames: '[name].d.ts',
  hoistTransitiveImports: false,
  minifyInternalExports: false,
  manualChunks: (id) => (entryOf(id) === undefined ? 'declarations' : undefined),
});

for (const file of readdirSync('dist', { recursive: true }))
  if (/\.d\.ts(\.map)?$/.test(file)) rmSync(join('dist', file));
for (const file of readdirSync(folder, { recursive: true })) {
  if (/\.d\.ts(\.map)?$/.test(file)) renameSync(join(folder, file), join('dist', file));
}
rmSync(folder, { recursive: true });

function isDeclaration(file) {
  return file.endsWith('.d.ts');
}

/** The entries for the modules that a file exports as namespaces. */
function namespacesOf(file) {
  const text = readFileSync(join('dist', file), 'utf8');
  return [...text.matchAll(/^export \* as \w+ from '(.*)\.js';$/gm)].map(([, path]) => join(dirname(file), path));
}

/** The entry that a module is, if it is one. */
function entryOf(id) {
  const entry = relative(resolve('dist'), id).replace(/\.d\.ts$/, '');
  return [...entries, ...namespaces].includes(entry) ? entry : undefined;
}

/** Leaves a namespace where an entry exports it in the file of its own. */
function namespaceFile(source, importer) {
  if (importer === undefined || entryOf(importer) === undefined) return null;
  const id = resolve(dirname(importer), source.replace(/\.js$/, '.d.ts'));
  return namespaces.includes(entryOf(id)) ? { id: id.replace(/\.d\.ts$/, '.js'), external: 'relative' } : null;
}

/** Says of classes that an entry exports as types that they are types only. */
function withTypesOnly(code, { facadeModuleId }) {
  if (facadeModuleId === null) return null;
  const lists = [...readFileSync(facadeModuleId, 'utf8').matchAll(/^export type \{(.*?)\}/gms)].map(([, list]) => list);
  const types = lists.join().match(/\w+/g) ?? [];
  const stated = code.replace(/^export \{ .* \} from .*$/gm, (line) =>
    line.replace(/(?<=[{,] )\w+(?=[ ,])/g, (name) => (types.includes(name) ? `type ${name}` : name)),
  );
  return { code: stated, map: null };
}
