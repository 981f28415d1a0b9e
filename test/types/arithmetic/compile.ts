import { fileURLToPath } from 'node:url';
import type ts from 'typescript-6';

/** A compiler that can be called from a program; TypeScript 7 cannot. */
export type Compiler = typeof ts;

/** What a compiler makes of a source. */
export interface Compilation {
  /** How many errors there are by line, from 0; those that are on no line of the source are under -1. */
  readonly errors: ReadonlyMap<number, number>;
  /** The errors as text, for a failing test to show. */
  readonly report: string;
  readonly instantiations: number;
}

const exported: Readonly<Record<string, string>> = {
  add: 'Add, LessThan, Subtract',
  divide: 'CeilDivide, FloorDivide, Modulo',
  multiply: 'Multiply',
  operands: 'Known',
};
const folder: string = fileURLToPath(new URL('../../../src/types/arithmetic/', import.meta.url));

const prelude: readonly string[] = [
  ...Object.entries(exported).map(([file, names]) => `import type { ${names} } from '${folder}${file}.js';`),
  // Written out twice: through an alias for the function the compiler compares the arguments only, and takes `any`.
  'type Exactly<Type, Expected> =',
  '  (<Probe>() => Probe extends Type ? 1 : 2) extends <Probe>() => Probe extends Expected ? 1 : 2 ? true : false;',
  'type Expect<Holds extends true> = Holds;',
];

/** A declaration that compiles where `type` is exactly `expected`: `any` and `never` are equal to themselves only. */
export function expectation(type: string, expected: string): string {
  return `Expect<Exactly<${type}, ${expected}>>`;
}

/** A module that declares each type on its own line, with every operation imported. */
export function sourceOf(types: readonly string[]): string {
  return [...prelude, ...types.map((type, index) => `export type Line${index} = ${type};`)].join('\n');
}

/** The library and the sources of the arithmetic are the same every time: reading them is most of a small compilation. */
const read = new Map<Compiler, Map<string, ts.SourceFile | undefined>>();

/** Compiles such a module in memory, as a `.ts` file beside this one. */
export function compile(compiler: Compiler, types: readonly string[]): Compilation {
  const name = fileURLToPath(new URL('in-memory.ts', import.meta.url));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es5.d.ts'],
    target: compiler.ScriptTarget.ES2022,
    module: compiler.ModuleKind.ESNext,
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
  };
  const host = compiler.createCompilerHost(options);
  const { getSourceFile } = host;
  const files = read.get(compiler) ?? new Map<string, ts.SourceFile | undefined>();
  read.set(compiler, files.set(name, compiler.createSourceFile(name, sourceOf(types), compiler.ScriptTarget.ES2022)));
  host.getSourceFile = (file, version) => {
    if (!files.has(file)) files.set(file, getSourceFile(file, version));
    return files.get(file);
  };
  const program = compiler.createProgram([name], options, host);

  const diagnostics = compiler.getPreEmitDiagnostics(program);
  const errors = new Map<number, number>();
  for (const { file, start } of diagnostics) {
    const inSource = file?.fileName === name && start !== undefined;
    const line = inSource ? file.getLineAndCharacterOfPosition(start).line - prelude.length : -1;
    errors.set(Math.max(line, -1), (errors.get(Math.max(line, -1)) ?? 0) + 1);
  }
  // `--extendedDiagnostics` prints this count; it has no public name.
  const { getInstantiationCount } = program as unknown as { getInstantiationCount(): number };
  return {
    errors,
    report: diagnostics.map(({ messageText }) => compiler.flattenDiagnosticMessageText(messageText, '\n')).join('\n'),
    instantiations: getInstantiationCount(),
  };
}
