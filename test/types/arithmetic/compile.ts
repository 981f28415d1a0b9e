import { fileURLToPath } from 'node:url';
import type ts from 'typescript-6';

/** A compiler with an API: TypeScript 6, or one that is called as it is. */
export type Compiler = typeof ts;

/** What a compiler makes of a source. */
export interface Compilation {
  /** Messages by the line they are on, from 0; those that are on no line of the source are under -1. */
  readonly errors: ReadonlyMap<number, readonly string[]>;
  readonly instantiations: number;
}

const modules: Readonly<Record<string, readonly string[]>> = {
  add: ['Add'],
  compare: ['LessThan'],
  divide: ['CeilDivide', 'FloorDivide', 'Modulo'],
  known: ['Known'],
  multiply: ['Multiply'],
  subtract: ['Subtract'],
};

/** Imports every operation, and declares `Expect<Equal<Left, Right>>`, which `any` and `never` do not pass. */
export const prelude: string = [
  ...Object.entries(modules).map(
    ([file, names]) => `import type { ${names.join(', ')} } from '../../../src/types/arithmetic/${file}.js';`,
  ),
  'type Equal<Left, Right> = (<Probe>() => Probe extends Left ? 1 : 2) extends <Probe>() => Probe extends Right ? 1 : 2 ? true : false;',
  'type Expect<Holds extends true> = Holds;',
  `export type Used = [${Object.values(modules)
    .flat()
    .map((name) => `${name}<1${name === 'Known' ? '' : ', 1'}>`)
    .join(', ')}, Expect<Equal<1, 1>>];`,
  '',
].join('\n');

const preludeLines: number = prelude.split('\n').length - 1;

/** Compiles lines after the {@link prelude}, in memory, as a `.ts` file beside this one. */
export function compile(compiler: Compiler, lines: readonly string[]): Compilation {
  const file = fileURLToPath(new URL('in-memory.ts', import.meta.url));
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
  const { fileExists, readFile } = host;
  const source = prelude + lines.join('\n');
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? source : readFile(name));

  const program = compiler.createProgram([file], options, host);
  const errors = new Map<number, string[]>();
  for (const { start, file: origin, messageText } of compiler.getPreEmitDiagnostics(program)) {
    const inSource = origin?.fileName === file && start !== undefined;
    const line = inSource ? origin.getLineAndCharacterOfPosition(start).line - preludeLines : -1;
    const message = compiler.flattenDiagnosticMessageText(messageText, '\n');
    errors.set(Math.max(line, -1), [...(errors.get(Math.max(line, -1)) ?? []), message]);
  }
  // The count that `--extendedDiagnostics` prints has no public name.
  const { getInstantiationCount } = program as unknown as { getInstantiationCount(): number };
  return { errors, instantiations: getInstantiationCount() };
}

/** A line that compiles where a type is exactly another. */
export function expectation(type: string, expected: string): string {
  return `export type _ = Expect<Equal<${type}, ${expected}>>;`;
}
