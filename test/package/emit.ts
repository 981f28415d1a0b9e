import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCompiler, type Version } from '../types/compilers.js';
import { exportable } from './exportable.js';
import { strict, withLinkedPackage, writeFiles } from './linked-package.js';

/** What a compiler declares of a module. */
export interface Declaration {
  readonly text: string | undefined;
  readonly error: string | undefined;
}

/** The declarations that a compiler makes of the modules, or why it makes none. */
export function emit(version: Version): ReadonlyMap<string, Declaration> {
  return withLinkedPackage((project) => {
    const files = [...exportable.values()].map((text, index) => [`module${index}.ts`, text] as const);
    writeFiles(project, Object.fromEntries(files));
    const compilerOptions = { ...strict, declaration: true, emitDeclarationOnly: true, outDir: 'out', rootDir: '.' };
    writeFiles(project, { 'tsconfig.json': { compilerOptions, include: ['*.ts'] } });
    const printed = runCompiler(version, project);
    return new Map(
      [...exportable.keys()].map((what, index) => {
        const error = new RegExp(`^module${index}\\.ts\\(.*?: error (.*)$`, 'm').exec(printed)?.[1];
        const path = join(project, `out/module${index}.d.ts`);
        const text = error === undefined && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
        return [what, { error, text }];
      }),
    );
  });
}
