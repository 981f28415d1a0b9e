/**
 * Lists the names of the library's layers, by which files know a layer of Keras from a user's own: what saves models then does
 * not load all layers that there are.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const comments = /\/\/.*$|\/\*.*?\*\//gms;

/** What a module exports from others, also all of another one. */
function exportsOf(path) {
  const text = readFileSync(path, 'utf8').replace(comments, '');
  const all = [...text.matchAll(/^export \* from '\.\/([^']*)\.js';/gm)];
  return [
    ...all.flatMap(([, other]) => exportsOf(join(dirname(path), `${other}.ts`))),
    ...[...text.matchAll(/^export \{([^}]*)\} from/gm)].map(([, list]) => list),
  ];
}

const names = exportsOf('src/layers/index.ts')
  .flatMap((list) => list.split(','))
  .map((name) => name.trim())
  .filter((name) => /^\w+$/.test(name))
  .sort();

mkdirSync('dist', { recursive: true });
writeFileSync('dist/layer-names.js', `export const layerNames = new Set(${JSON.stringify(names)});\n`);
