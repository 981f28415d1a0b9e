import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile, root, versions } from './compilers.js';
import { mutated } from './mutations.js';
import { laidOpen, objection, rejections } from './rejections.js';
import { typeTests, withTypeTests } from './type-test-project.js';

// It is a CommonJS module, whose types say that it is not.
const { default: tsd } = createRequire(import.meta.url)('tsd') as typeof import('tsd');

const minutes = 60_000;
const tests = typeTests();

describe('type tests', () => {
  it('pass in tsd', { timeout: 5 * minutes }, async () => {
    const found = await tsd({ cwd: root });
    expect(found.map(({ fileName, line, message }) => `${fileName}:${line} ${message}`)).toEqual([]);
  });

  it('reject a wrong call with the exact words, at the right place', { timeout: 5 * minutes }, async () => {
    await withTypeTests(laidOpen(tests), (folder) => {
      for (const version of versions) {
        const found = compile(version, folder).filter(({ file }) => !file.startsWith('src/'));
        const expected = rejections(tests);
        const objections = expected.flatMap((rejection) => {
          const { file, line } = rejection;
          const wrong = objection(
            rejection,
            found.filter((diagnostic) => diagnostic.file === file && diagnostic.line === line),
          );
          return wrong === undefined ? [] : [`${file}:${line} ${wrong}`];
        });
        const isExpected = ({ file, line }: { readonly file: string; readonly line: number }) =>
          expected.some((rejection) => rejection.file === file && rejection.line === line);
        const others = found.filter((diagnostic) => !isExpected(diagnostic));
        expect(objections, `TypeScript ${version}`).toEqual([]);
        expect(others, `TypeScript ${version}`).toEqual([]);
      }
    });
  });

  it('bite: each expectation that is made wrong fails', { timeout: 5 * minutes }, async () => {
    const wrong = mutated(tests);
    const texts = new Map([...wrong].map(([file, { text }]) => [file, text]));
    const found = await withTypeTests(texts, (folder) => tsd({ cwd: folder }));
    const failures = [...wrong.keys()].map((file) => [
      file,
      found.filter(({ fileName }) => basename(fileName) === file).length,
    ]);
    expect(failures).toEqual([...wrong].map(([file, { count }]) => [file, count]));
    expect(found).toHaveLength(failures.reduce((sum, [, count]) => sum + (count as number), 0));
  });
});
