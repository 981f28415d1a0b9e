import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './types/compilers.js';

/** The text of every file of some folders by its path in this project. */
function read(folders: readonly string[], ending: RegExp): ReadonlyMap<string, string> {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name) && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** The places in files that a pattern finds, as `path:line text`. */
function places(files: ReadonlyMap<string, string>, pattern: RegExp): readonly string[] {
  return [...files].flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 120)}`] : [])),
  );
}

const folders = ['src', 'test', 'type-tests', 'examples', 'bench', 'scripts'];
const sources = read(['src'], /\.ts$/);
const code = read(folders, /\.[jt]s$/);
const all = new Map([...code, ...read(['.ci'], /./), ...topLevel()]);

/** The files of the top level that people write. */
function topLevel(): ReadonlyMap<string, string> {
  const names = readdirSync(root).filter((name) => /\.(md|json|ts)$/.test(name) && name !== 'package-lock.json');
  return new Map(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

describe('house rules', () => {
  it('files are named after a concept', () => {
    const vague = /^(utils?|helpers?|common|misc|core|types|constants)$/;
    const vagueWord = /(^|-)(utils?|helpers?|misc)(-|$)/;
    const names = [...sources.keys(), ...read(['test', 'examples', 'bench'], /\.ts$/).keys()];
    const isVague = (path: string) => {
      const name = basename(path).replace(/\..*$/, '');
      return vague.test(name) || vagueWord.test(name);
    };
    expect(names.filter(isVague)).toEqual([]);
  });

  it('every layer has a test', () => {
    const layers = [...sources].filter(
      ([path, text]) => path.startsWith('src/layers/') && /^export (const|function) [A-Z]/m.test(text),
    );
    // One test for a family of layers imports all of them.
    const tests = [...code].filter(([path]) => path.startsWith('test/layers/'));
    const isTested = ([path]: readonly [string, string]) =>
      code.has(path.replace(/^src(.*)\.ts$/, 'test$1.test.ts')) ||
      tests.some(([, text]) => text.includes(`/${path.replace(/\.ts$/, '.js')}'`));
    expect(layers.length).toBeGreaterThan(10);
    expect(layers.filter((layer) => !isTested(layer)).map(([path]) => path)).toEqual([]);
  });

  it('every expected error says what is expected', () => {
    expect(places(code, /\/\/ *@ts-expect-error(?! *\S)/)).toEqual([]);
  });

  it('nothing is hidden from the compiler', () => {
    expect(places(code, /@ts-(ignore|nocheck)/).filter((place) => !place.startsWith('test/house-rules'))).toEqual([]);
    expect(places(sources, /@ts-expect-error/)).toEqual([]);
  });

  it('escape hatches are counted', () => {
    expect(places(sources, /biome-ignore/).length).toBeLessThanOrEqual(0);
    const casts = places(sources, /as unknown as|\bas never\b/);
    expect(casts.length, casts.join('\n')).toBeLessThanOrEqual(30);
  });

  it('errors have a kind', () => {
    expect(places(sources, /throw new (Type|Range)?Error\(/)).toEqual([]);
  });

  it('exports are named one by one', () => {
    // The second entry point is the first with other defaults; classes and groups of layers have lists of their own.
    const found = places(sources, /^export \* from (?!'.\/(classes|\w+\/index).js')/).map(
      (place) => place.split(/:\d/)[0],
    );
    expect(found).toEqual(['src/channels-first.ts']);
  });

  it('no file knows the machine that it was written on', () => {
    const paths = new RegExp(
      ['home', 'root', 'Users', 'work', 'tmp'].map((folder) => `["'\`( ]/${folder}/\\w`).join('|'),
    );
    expect(places(all, paths)).toEqual([]);
  });

  // npm leaves out of the lockfile what a registry does not offer, and `npm ci` then fails where another one does.
  it('the lockfile has what every platform needs', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
    };
    const paths = Object.keys(packages);
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(wanted.filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
  });
});
