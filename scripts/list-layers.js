/**
 * Lists the names of the library's layers, by which files know a layer of Keras from a user's own: what saves models then does
 * not load all layers that there are.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const text = readFileSync('src/layers/index.ts', 'utf8').replace(/\/\/.*$|\/\*.*?\*\//gms, '');
const statements = text.matchAll(/^export \{([^}]*)\} from/gm);
const names = [...statements]
  .flatMap(([, list]) => list.split(','))
  .map((name) => name.trim())
  .filter((name) => /^\w+$/.test(name))
  .sort();

mkdirSync('dist', { recursive: true });
writeFileSync('dist/layer-names.js', `export const layerNames = new Set(${JSON.stringify(names)});\n`);
