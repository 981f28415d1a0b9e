import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of this project. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** The compilers that the library is for: the oldest supported, the last one with a compiler API, and the newest. */
export const compilers = { '5.4': 'typescript-5.4', '6': 'typescript-6', '7': 'typescript' } as const;

/** The version of a compiler that tests run. */
export type Version = keyof typeof compilers;

/** The versions of all of them. */
export const versions = Object.keys(compilers) as readonly Version[];

/** What a compiler says of a place in a file. Lines and columns count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The first line of the message. */
  readonly message: string;
}

/** What a run of a compiler prints. */
export function runCompiler(version: Version, folder: string, ...options: readonly string[]): string {
  const executable = `${root}node_modules/${compilers[version]}/bin/tsc`;
  const { stdout, stderr } = spawnSync(process.execPath, [executable, '-p', '.', '--pretty', 'false', ...options], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return stdout + stderr;
}

/** What a compiler finds in a folder that has a `tsconfig.json`; files are named as seen from there. */
export function compile(version: Version, folder: string): readonly Diagnostic[] {
  return runCompiler(version, folder)
    .split('\n')
    .flatMap((line): readonly Diagnostic[] => {
      const [, file, row, column, message] = /^(\S.*?)\((\d+),(\d+)\): error (.*)$/.exec(line) ?? [];
      if (file !== undefined) return [{ file, line: Number(row), column: Number(column), message: message as string }];
      return /^error /.test(line) ? [{ file: '', line: 0, column: 0, message: line }] : [];
    });
}
