import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './types/compilers.js';

/**
 * The folders and top-level files of `src` in the order of their imports. A file may import from its own folder and from
 * earlier lines; the folders of one line do not import each other.
 *
 * What is loaded on demand, by `await import()` in a function, may come from a later line: a model is saved by what reads
 * models, and who saves none does not load it.
 */
const order: readonly (readonly string[])[] = [
  ['errors', 'version'],
  ['arguments', 'types', 'gradients', 'backends'],
  ['recording'],
  ['tensor'],
  ['random'],
  ['activations', 'initializers', 'regularizers', 'constraints'],
  ['graph'],
  ['losses'],
  ['data'],
  ['operations'],
  ['layers/core'],
  ['layers/activations', 'layers/regularization', 'layers/normalization', 'layers/convolution', 'layers/preprocessing'],
  [
    'layers/pooling',
    'layers/attention',
    'layers/augmentation',
    'layers/reshaping',
    'layers/merging',
    'layers/recurrent',
  ],
  ['layers/wrappers'],
  ['layers'],
  ['metrics', 'optimizers'],
  ['training', 'datasets'],
  ['io'],
  ['worker'],
  ['index'],
  ['channels-first'],
  ['cli'],
];

/** Files by path below `src`, such as `types/shape.ts`, with their text. */
type Sources = ReadonlyMap<string, string>;

interface Import {
  readonly path: string;
  /** Whether it is gone when the program runs. */
  readonly isType: boolean;
}

function importsOf(path: string, text: string): readonly Import[] {
  const statements = text.matchAll(/^(?:import|export)( type)?\b[^;]*?\bfrom '(\.[^']+)\.js'/gms);
  const types = text.matchAll(/(?<!\bawait )\bimport\('(\.[^']+)\.js'\)/g);
  const resolve = (specifier: string) => `${posix.join(posix.dirname(path), specifier)}.ts`;
  return [
    ...[...statements].map(([, type, specifier = '']) => ({ path: resolve(specifier), isType: type !== undefined })),
    ...[...types].map(([, specifier = '']) => ({ path: resolve(specifier), isType: true })),
  ];
}

/** The entry of the order that a file belongs to: of several that hold it, the innermost folder. */
function folderOf(path: string): string | undefined {
  const holds = (folder: string) => path === `${folder}.ts` || path.startsWith(`${folder}/`);
  return order
    .flat()
    .filter(holds)
    .sort((left, right) => right.length - left.length)[0];
}

const placeOf = (folder: string) => order.findIndex((line) => line.includes(folder));

/** Imports against the order, and files that have no place in it. */
function againstOrder(sources: Sources): readonly string[] {
  return [...sources].flatMap(([path, text]) => {
    const folder = folderOf(path);
    if (folder === undefined) return [`${path} has no place in the order`];
    return importsOf(path, text).flatMap((one) => {
      const imported = folderOf(one.path);
      if (imported === undefined || imported === folder || placeOf(imported) < placeOf(folder)) return [];
      return [`${path} imports ${one.path}`];
    });
  });
}

/** Types of these folders refer to each other; elsewhere types have no cycles either. */
const withTypeCycles = ['graph'];

/**
 * Files that import themselves by way of others, each with the way. (Biome's rule for this counts what is loaded on demand, and
 * is off.)
 */
function cycles(sources: Sources): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  function visit(path: string, way: readonly string[]): void {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (done.has(path)) return;
    done.add(path);
    const mayCycle = withTypeCycles.includes(folderOf(path) ?? '');
    for (const one of importsOf(path, sources.get(path) ?? '')) {
      if (!(one.isType && mayCycle)) visit(one.path, [...way, path]);
    }
  }
  for (const path of sources.keys()) visit(path, []);
  return found;
}

const folder = join(root, 'src');
const sources: Sources = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
);

describe('imports', () => {
  it('go one way', () => {
    expect(sources.size).toBeGreaterThan(100);
    expect(againstOrder(sources)).toEqual([]);
  });

  it('have no cycles', () => {
    expect(cycles(sources)).toEqual([]);
  });

  it('lead to files', () => {
    const missing = [...sources].flatMap(([path, text]) =>
      importsOf(path, text).flatMap((one) => (sources.has(one.path) ? [] : [`${path} imports ${one.path}`])),
    );
    expect(missing).toEqual([]);
  });

  it('are found wherever they are written', () => {
    const back = new Map([
      ['types/shape.ts', "import type { Layer } from '../graph/layer.js';"],
      [
        'graph/layer.ts',
        "export {\n  type Shape,\n} from '../types/shape.js';\ntype Model = import('../training/model.js').Model;",
      ],
      ['losses/loss.ts', "import {\n  type A,\n  b,\n} from './reduce.js';"],
      ['losses/reduce.ts', "import { a } from './loss.js';"],
      ['metrics/metric.ts', "import '../optimizers/adam.js';\nimport { Adam } from '../optimizers/adam.js';"],
      ['data/batch.ts', "const load = async () => (await import('../training/model.js')).Model;"],
      ['elsewhere/file.ts', ''],
    ]);
    expect(againstOrder(back)).toEqual([
      'types/shape.ts imports graph/layer.ts',
      'graph/layer.ts imports training/model.ts',
      'metrics/metric.ts imports optimizers/adam.ts',
      'elsewhere/file.ts has no place in the order',
    ]);
    expect(cycles(back)).toEqual([
      'types/shape.ts → graph/layer.ts → types/shape.ts',
      'losses/loss.ts → losses/reduce.ts → losses/loss.ts',
    ]);
  });
});
