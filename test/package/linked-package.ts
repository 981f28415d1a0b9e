import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../types/compilers.js';

/** Calls `use` with a project that has the built package among its modules, as if it were installed, and nothing else. */
export function withLinkedPackage<Result>(use: (project: string) => Result): Result {
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('the package has to be built first: npm run build');
  const project = mkdtempSync(join(tmpdir(), 'tupleflow-linked-'));
  try {
    const modules = join(project, 'node_modules');
    mkdirSync(join(modules, 'tupleflow'), { recursive: true });
    cpSync(join(root, 'dist'), join(modules, 'tupleflow/dist'), { recursive: true });
    copyFileSync(join(root, 'package.json'), join(modules, 'tupleflow/package.json'));
    symlinkSync(join(root, 'node_modules/@tensorflow'), join(modules, '@tensorflow'));
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'linked', private: true, type: 'module' }));
    return use(project);
  } finally {
    rmSync(project, { recursive: true });
  }
}

/** Writes files of a project, by their paths; what is no text is written as JSON. */
export function writeFiles(project: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** The options of a strict project on Node. */
export const strict = {
  target: 'es2022',
  lib: ['es2022', 'dom'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
} as const;
