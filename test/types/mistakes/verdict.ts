import { existsSync, readFileSync } from 'node:fs';
import { root } from '../compilers.js';
import type { PlacedError } from '../placed-errors.js';
import { type Mistake, texts } from './mistakes.js';

/** Why a mistake is not marked as it should be. */
export type Objection =
  | 'nothing is marked'
  | 'several errors'
  | 'the name of the property is marked'
  | 'another place is marked'
  | 'several sentences'
  | 'more than 200 characters'
  | 'no sentence with expected and received'
  | 'names of no meaning to the reader';

/** The most characters that are read. */
const longest = 200;

/** The errors that a compiler has found in a mistake. */
export function errorsOf({ file, start, end }: Mistake, found: readonly PlacedError[]): readonly PlacedError[] {
  return found.filter((error) => error.file === file && error.start >= start && error.start < end);
}

/** What is wrong with what a compiler says of a mistake; `undefined` if it is one sentence, at the argument that is wrong. */
export function objection(mistake: Mistake, found: readonly PlacedError[]): Objection | undefined {
  const [error, ...others] = errorsOf(mistake, found);
  if (error === undefined) return 'nothing is marked';
  if (others.length > 0) return 'several errors';
  const [start, end] = mistake.marked ?? [];
  if (error.start !== start || error.end !== end) {
    const between = texts.get(mistake.file)?.slice(error.end, start) ?? '';
    return /^: *\/\*<\*\/$/.test(between) ? 'the name of the property is marked' : 'another place is marked';
  }
  if (/ expects .*" \| ".* expects /.test(error.message)) return 'several sentences';
  const own = sentence(error.message);
  const said = own ?? error.message;
  if (said.length > longest) return 'more than 200 characters';
  if (!saysBoth(said)) return 'no sentence with expected and received';
  return own === undefined && strangeNames(said).length > 0 ? 'names of no meaning to the reader' : undefined;
}

/** The sentence of the library in the first line of a message: a type that is one literal. */
export function sentence(message: string): string | undefined {
  return /type '"((?:(?!"'|" \|).)*)"'\.$/.exec(message)?.[1];
}

/** The library's own sentences have one form; of the compiler's, those that name what is expected and what is there. */
function saysBoth(said: string): boolean {
  if (/ expects .+ \(received .+\)$/.test(said)) return true;
  return /is not assignable to (parameter of )?type|does not exist (in|on) type|^Expected .+ but got/.test(said);
}

/** The names in a message of the compiler, in types, that are neither the language's own nor exported under that name. */
function strangeNames(message: string): readonly string[] {
  const [, ...parts] = message.replace(/"[^"]*"/g, '""').split("'");
  const quoted = parts.filter((_, index) => index % 2 === 0);
  return quoted.flatMap((type) => type.match(/(?<![\w.])[A-Z]\w*/g) ?? []).filter((name) => !known.has(name));
}

/** The modules whose names the package exports, by themselves or in a namespace. */
const exporting = [
  'index',
  'layers/index',
  'layers/preprocessing/index',
  'layers/augmentation/index',
  'training/callbacks',
  ...['constraints', 'initializers', 'losses', 'metrics', 'optimizers', 'optimizers/schedules', 'regularizers'].flatMap(
    (folder) => [`${folder}/index`, `${folder}/classes`],
  ),
  'activations/index',
]
  .map((module) => `${root}src/${module}.ts`)
  .filter(existsSync);

/** The names that the package exports, and those of the language. */
const known: ReadonlySet<string> = new Set([
  ...['Promise', 'Array', 'ReadonlyArray', 'Record', 'Float32Array', 'Int32Array', 'Uint8Array'],
  ...exporting.flatMap((file) => readFileSync(file, 'utf8').match(/\b[A-Z]\w*/g) ?? []),
]);
