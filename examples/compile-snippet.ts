import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-6';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A program that the compiler has read, and its one file that is not on disk. */
export interface Snippet {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
  readonly diagnostics: readonly ts.Diagnostic[];
}

/**
 * Compiles a piece of TypeScript against this library's sources, as an editor does: nothing is written, and nothing run.
 *
 * @param name the file's name as messages show it.
 */
export function compileSnippet(source: string, name: string = 'your-model.ts'): Snippet {
  const path = join(root, 'examples', name);
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === path || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === path ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true) : getSourceFile(file, ...rest);
  const program = ts.createProgram([path], options, host);
  const file = program.getSourceFile(path) as ts.SourceFile;
  return { program, file, diagnostics: ts.getPreEmitDiagnostics(program, file) };
}

/** The errors as the compiler prints them, with the line and the squiggle under what is wrong. */
export function showDiagnostics({ file, diagnostics }: Snippet, isColoured: boolean): string {
  const host: ts.FormatDiagnosticsHost = {
    getCanonicalFileName: (path) => path,
    getCurrentDirectory: () => dirname(file.fileName),
    getNewLine: () => '\n',
  };
  const text = ts.formatDiagnosticsWithColorAndContext(diagnostics, host);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of a terminal start with one
  return isColoured ? text : text.replaceAll(/\x1b\[\d+m/g, '');
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.check.json'), ts.sys.readFile);
  return { ...ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root).options, noUnusedLocals: false };
}
