import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './compilers.js';

/** The type tests by the names of their files. */
export type TypeTests = ReadonlyMap<string, string>;

/** All type tests, as they stand in `type-tests`. */
export function typeTests(): TypeTests {
  const files = readdirSync(join(root, 'type-tests')).filter((file) => file.endsWith('.test-d.ts'));
  return new Map(files.map((file) => [file, readFileSync(join(root, 'type-tests', file), 'utf8')]));
}

/** Calls `use` with a copy of this project that has other type tests. */
export async function withTypeTests<Result>(
  tests: TypeTests,
  use: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'tupleflow-type-tests-'));
  try {
    for (const shared of ['src', 'dist', 'node_modules', 'package.json']) {
      symlinkSync(join(root, shared), join(folder, shared));
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['type-tests'] }));
    mkdirSync(join(folder, 'type-tests'));
    for (const [file, text] of tests) writeFileSync(join(folder, 'type-tests', file), text);
    // What tests import from beside them.
    for (const file of readdirSync(join(root, 'type-tests')).filter((name) => !name.endsWith('.test-d.ts'))) {
      symlinkSync(join(root, 'type-tests', file), join(folder, 'type-tests', file));
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const options = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  paths: {
    tupleflow: ['./src/index.ts'],
    'tupleflow/channels-first': ['./src/channels-first.ts'],
    'tupleflow/datasets': ['./src/datasets/index.ts'],
    'tupleflow/worker': ['./src/worker/index.ts'],
  },
};
