import { fileURLToPath } from 'node:url';
import ts from 'typescript-6';
import { expect } from 'vitest';
import type { Dimension, Shape } from '../../src/types/shape.js';

/** What a claim says of an expression: the shape of its tensor, of each of its tensors, or the sentence that rejects it. */
export type Expected = Shape | readonly Shape[] | { readonly rejected: string };

/** An expression in the source text of TypeScript, and what comes out of it at run time. */
export type Claim = readonly [expression: string, expected: Expected];

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Holds what the compiler infers to what happens at run time, for many expressions in one run of the compiler: the types of
 * shapes are exactly the shapes, neither wider nor narrower, and what throws at run time is rejected with the same sentence.
 *
 * @param imports the head of the module that the expressions stand in; paths are as seen from `test/types`.
 *
 * @example
 * expectCompiledShapes(`import { Dense } from '../../src/layers/core/dense.js'; ...`, [
 *   ['Dense(3)(Input([4]))', [null, 3]],
 *   ['Dense(3)(Input([null]))', { rejected: 'Dense expects (batch, ..., features) with a known number of ...' }],
 * ]);
 */
export function expectCompiledShapes(imports: string, claims: readonly Claim[]): void {
  const wrong = disagreements(imports, claims);
  expect(wrong, `${wrong.length} of ${claims.length} expressions`).toEqual([]);
}

/** An expression of which the compiler says something else than is claimed. */
export interface Disagreement {
  readonly expression: string;
  readonly expected: string;
  readonly compiled: string;
}

/** The claims that the compiler does not agree with. */
export function disagreements(imports: string, claims: readonly Claim[]): readonly Disagreement[] {
  const expressions = claims.map(([expression]) => expression);
  const compiled = compiledShapes(imports, expressions);
  return claims.flatMap(([expression, expected], index) => {
    const found = compiled[index] as string;
    return agrees(found, expected) ? [] : [{ expression, expected: JSON.stringify(expected), compiled: found }];
  });
}

function agrees(compiled: string, expected: Expected): boolean {
  if ('rejected' in expected) return compiled.includes(`'"${expected.rejected}"'`);
  return compiled === written(expected);
}

/** A shape, or several, as the compiler writes them. */
function written(expected: Dimension | Shape | readonly Shape[]): string {
  return Array.isArray(expected) ? `[${expected.map(written).join(', ')}]` : JSON.stringify(expected);
}

/**
 * The type of the shape that each expression has, as the compiler writes it: `[null, 3]`; or what the compiler says against it,
 * behind `rejected:`.
 */
export function compiledShapes(imports: string, expressions: readonly string[]): readonly string[] {
  const head = `${imports.replaceAll('\n', ' ')}\n`;
  const text = head + expressions.map((expression, index) => `export const claim${index} = ${expression};\n`).join('');
  const program = compile(text);
  const checker = program.getTypeChecker();
  const module = program.getSourceFile(moduleName) as ts.SourceFile;
  const problems = [...program.getSyntacticDiagnostics(module), ...program.getSemanticDiagnostics(module)];
  const byLine = new Map<number, ts.Diagnostic[]>();
  for (const problem of problems) {
    const { line } = module.getLineAndCharacterOfPosition(problem.start ?? 0);
    byLine.set(line, [...(byLine.get(line) ?? []), problem]);
  }
  const onLine = (line: number) => byLine.get(line) ?? [];
  // A mistake in the head, or one that goes on over several lines, would silence or blur all others.
  const outside = [...program.getSyntacticDiagnostics(module), ...onLine(0)];
  if (outside.length > 0) throw new Error(`the module does not compile: ${outside.map(messageOf).join('; ')}`);
  const declarations = module.statements
    .filter(ts.isVariableStatement)
    .filter((claim) => claim.getStart(module) >= head.length);
  if (declarations.length !== expressions.length) throw new Error('each expression expects to be one expression');
  return declarations.map(({ declarationList: { declarations } }, index) => {
    const found = onLine(index + 1);
    if (found.length > 0) return `rejected: ${found.map(messageOf).join('; ')}`;
    return shapeText(checker, checker.getTypeAtLocation((declarations[0] as ts.VariableDeclaration).name));
  });
}

function shapeText(checker: ts.TypeChecker, type: ts.Type): string {
  const shape = checker.getPropertyOfType(type, 'shape');
  if (shape !== undefined)
    return checker.typeToString(checker.getTypeOfSymbol(shape), undefined, ts.TypeFormatFlags.NoTruncation);
  if (!checker.isTupleType(type)) return `not a tensor: ${checker.typeToString(type)}`;
  return `[${checker
    .getTypeArguments(type as ts.TypeReference)
    .map((item) => shapeText(checker, item))
    .join(', ')}]`;
}

function messageOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, '\n');
}

/** A file that is never written. */
const moduleName = `${root}test/types/compiled-shapes.claims.ts`;

/** The files of compiler, library and packages, parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function compile(text: string): ts.Program {
  const { config } = ts.readConfigFile(`${root}tsconfig.check.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [moduleName] }, ts.sys, root);
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => file === moduleName || fileExists(file);
  host.readFile = (file) => (file === moduleName ? text : readFile(file));
  host.getSourceFile = (file, language, ...rest) => {
    if (file === moduleName) return ts.createSourceFile(file, text, language, true);
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, language, ...rest));
    return parsed.get(file);
  };
  return ts.createProgram([moduleName], { ...options, noUnusedLocals: false }, host);
}
