import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import * as library from 'tupleflow';
import ts from 'typescript-6';
import { expect } from 'vitest';
import { compileSnippet } from '../../examples/compile-snippet.js';

/** An error as a page shows it, or as the compiler finds it; lines and columns count from 1 and 0. */
export interface Squiggle {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
}

/** The code of a page, as one program. */
export interface DocumentedCode {
  /** The code of the blocks that are marked `ts`, every line at its place in the page. */
  readonly source: readonly string[];
  readonly file: ts.SourceFile;
  readonly shownErrors: readonly Squiggle[];
  readonly foundErrors: readonly Squiggle[];
  /** The variables whose types the page states behind them: the name, what is stated, and what the compiler says. */
  readonly types: readonly (readonly [name: string, stated: string, found: string])[];
}

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles the code of a page, such as `README.md`. */
export function documentedCode(page: string): DocumentedCode {
  let isCode = false;
  const source = readFileSync(`${root}/${page}`, 'utf8')
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) isCode = line === '```ts';
      return isCode && !line.startsWith('```') ? line : '';
    });
  const { program, file, diagnostics } = compileSnippet(source.join('\n'), 'documented.ts');
  const checker = program.getTypeChecker();
  const shownErrors = source.flatMap((text, index) => {
    const [, before, squiggle, message] = /^(\/\/ *)(~+) (.+)$/.exec(text) ?? [];
    if (before === undefined || squiggle === undefined || message === undefined) return [];
    return [{ line: index, column: before.length, length: squiggle.length, message }];
  });
  const foundErrors = diagnostics.map(({ start = 0, length = 0, messageText }) => {
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    // The sentence is the name of the type that the argument should have.
    return { line: line + 1, column: character, length, message: /'"(.+)"'/.exec(text)?.[1] ?? text };
  });
  const types = file.statements.filter(ts.isVariableStatement).flatMap((statement) => {
    const end = statement.getEnd();
    const [, stated] = /^ *\/\/ (\w+<.+>)$/.exec(file.text.slice(end, file.text.indexOf('\n', end))) ?? [];
    const name = statement.declarationList.declarations[0]?.name;
    if (stated === undefined || name === undefined) return [];
    const { NoTruncation, UseAliasDefinedOutsideCurrentScope } = ts.TypeFormatFlags;
    const flags = NoTruncation | UseAliasDefinedOutsideCurrentScope;
    return [[name.getText(), stated, checker.typeToString(checker.getTypeAtLocation(name), name, flags)] as const];
  });
  return { source, file, shownErrors, foundErrors, types };
}

/**
 * Runs the code of a page, and returns its variables by name. Where the page shows an error, run time has to say the same.
 */
export async function runDocumentedCode({ file, shownErrors }: DocumentedCode): Promise<Record<string, unknown>> {
  const names: string[] = [];
  const statements = file.statements.map((statement) => {
    if (ts.isVariableStatement(statement))
      names.push(...statement.declarationList.declarations.map(({ name }) => name.getText()));
    if (ts.isFunctionDeclaration(statement) && statement.name) names.push(statement.name.text);
    const line = file.getLineAndCharacterOfPosition(statement.getEnd()).line + 1;
    const shown = shownErrors.find((error) => error.line === line);
    return shown === undefined
      ? statement.getFullText()
      : `expectError(() => { ${statement.getText()} }, ${JSON.stringify(shown.message)});`;
  });
  const { outputText } = ts.transpileModule(statements.join('\n'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, strict: true },
  });
  const modules: Readonly<Record<string, unknown>> = { tupleflow: library, '@tensorflow/tfjs-core': tf };
  const expectError = (run: () => unknown, message: string) => expect(run).toThrow(message);
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as FunctionConstructor;
  const run = AsyncFunction('require', 'exports', 'expectError', `${outputText}\nreturn { ${names.join(', ')} };`);
  return run((name: string) => modules[name], {}, expectError) as Promise<Record<string, unknown>>;
}
