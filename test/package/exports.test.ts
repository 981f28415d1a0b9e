import { join } from 'node:path';
import * as library from 'tupleflow';
import ts from 'typescript-6';
import { expect, it } from 'vitest';
import { compile, root, versions } from '../types/compilers.js';
import { emit } from './emit.js';
import { annotated } from './exportable.js';
import { strict, withLinkedPackage, writeFiles } from './linked-package.js';

const minutes = 60_000;
const timeout = { timeout: 10 * minutes };

/** The most characters that the declaration of one thing should take. */
const longest = 420;

it('one of everything can be exported, but for what is listed', timeout, async () => {
  const emitted = versions.map((version) => [version, emit(version)] as const);
  const sections = emitted.map(([version, declarations]) => {
    const failed = [...declarations].filter(([, { error }]) => error !== undefined);
    const lengths = [...declarations.values()].flatMap(({ text }) => (text === undefined ? [] : [text.length]));
    const long = [...declarations].filter(([, { text = '' }]) => text.length > longest);
    return [
      `TypeScript ${version}: ${declarations.size - failed.length} of ${declarations.size} can be exported`,
      ...failed.map(
        ([what, { error = '' }]) => `  ${what}: ${error.replace(/ from external module .*$/, '').slice(0, 120)}`,
      ),
      `in some ${10 * Math.round(sum(lengths) / Math.max(1, lengths.length) / 10)} characters each, ${long.length} in more than ${longest}`,
      ...long.map(([what, { text = '' }]) => `  ${what}: ${text.length}`),
    ].join('\n');
  });
  await expect(`${sections.join('\n\n')}\n`).toMatchFileSnapshot('not-yet-exported.txt');
});

it('annotations are short where each module declares itself, but for what is listed', timeout, async () => {
  const sections = versions.map((version) => {
    const wrong = withLinkedPackage((project) => {
      writeFiles(project, Object.fromEntries(annotated.map(({ text }, index) => [`module${index}.ts`, text])));
      const compilerOptions = { ...strict, declaration: true, composite: true, outDir: 'out' };
      const isolated = version === '5.4' ? {} : { isolatedDeclarations: true };
      writeFiles(project, {
        'tsconfig.json': { compilerOptions: { ...compilerOptions, ...isolated }, include: ['*.ts'] },
      });
      return new Map(compile(version, project).map(({ file, message }) => [file, message]));
    });
    const failed = annotated.flatMap(({ what }, index) => {
      const message = wrong.get(`module${index}.ts`);
      return message === undefined ? [] : [`  ${what}: ${message.slice(0, 120)}`];
    });
    return [`TypeScript ${version}: ${annotated.length - failed.length} of ${annotated.length}`, ...failed].join('\n');
  });
  await expect(`${sections.join('\n\n')}\n`).toMatchFileSnapshot('not-yet-annotated.txt');
});

it('declarations are right on their own, with and without a browser, but for what is listed', timeout, async () => {
  const counts = versions.flatMap((version) =>
    [['es2022', 'dom'], ['es2022']].map((lib) => {
      const found = withLinkedPackage((project) => {
        writeFiles(project, {
          'entries.ts': ['tupleflow', 'tupleflow/channels-first', 'tupleflow/datasets', 'tupleflow/worker']
            .map((entry, index) => `export * as entry${index} from '${entry}';`)
            .join('\n'),
          'tsconfig.json': {
            compilerOptions: { ...strict, lib, skipLibCheck: false, noEmit: true },
            files: ['entries.ts'],
          },
        });
        return compile(version, project);
      });
      const own = found.filter(({ file }) => file.includes('node_modules/tupleflow/')).length;
      return `TypeScript ${version}, ${lib.join(' and ')}: ${own} errors, and ${found.length - own} of tfjs-core's declarations`;
    }),
  );
  const absent = declaredValues().filter((name) => !(name in library));
  counts.push([`${absent.length} names are declared that are not there at run time`, ...absent].join(' '));
  await expect(`${counts.join('\n')}\n`).toMatchFileSnapshot('not-yet-right.txt');
  expect(Object.keys(library).filter((name) => !declaredValues().includes(name))).toEqual([]);
});

/** The names that the declarations have for values. */
function declaredValues(): readonly string[] {
  const program = ts.createProgram([join(root, 'dist/index.d.ts')], { noEmit: true, types: [] });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(root, 'dist/index.d.ts')) as ts.SourceFile;
  const exports = checker.getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol);
  const isValue = (symbol: ts.Symbol) => {
    if (symbol.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration)) return false;
    const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return (meant.flags & ts.SymbolFlags.Value) !== 0;
  };
  return exports.filter(isValue).map(({ name }) => name);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
