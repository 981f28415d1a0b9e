import type { Diagnostic } from './compilers.js';
import type { TypeTests } from './type-test-project.js';

/** A line that must not compile, and why. */
export interface Rejection {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** What the compiler has to mark, where the test says so. */
  readonly token: string | undefined;
  /** What has to stand in the first line of the compiler's message. */
  readonly sentence: string;
}

const directive = /^\s*\/\/ @ts-expect-error (?:at `(?<token>[^`]+)`: )?(?<sentence>.+)$/;

/**
 * The lines that type tests expect not to compile, each after a comment with the words of the error, and in front of them,
 * where the place is not the only one possible, what the compiler marks.
 *
 * @example
 * // @ts-expect-error at `narrow`: add expects inputs of the same shape (received ...)
 * add([wide, narrow]);
 */
export function rejections(tests: TypeTests): readonly Rejection[] {
  return [...tests].flatMap(([file, text]) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index): readonly Rejection[] => {
      if (!line.includes('@ts-expect-error')) return [];
      const { token, sentence } = directive.exec(line)?.groups ?? {};
      if (sentence === undefined)
        throw new Error(`${file}:${index + 1} expects the words of the error after @ts-expect-error`);
      return [{ file: `type-tests/${file}`, line: index + 2, text: lines[index + 1] ?? '', token, sentence }];
    });
  });
}

/** The type tests with the errors that they expect laid open. */
export function laidOpen(tests: TypeTests): TypeTests {
  return new Map([...tests].map(([file, text]) => [file, text.replaceAll('// @ts-expect-error', '// rejected:')]));
}

/** What is wrong with an expected error, given what the compiler says on its line; `undefined` if nothing. */
export function objection({ text, token, sentence }: Rejection, found: readonly Diagnostic[]): string | undefined {
  const [diagnostic, ...others] = found;
  if (diagnostic === undefined) return `it compiles, and should say: ${sentence}`;
  if (others.length > 0) return `${found.length} errors: ${found.map(({ message }) => message).join(' | ')}`;
  if (!says(diagnostic.message, sentence)) return `it says: ${diagnostic.message}`;
  const marked = text.slice(diagnostic.column - 1);
  return token === undefined || marked.startsWith(token) ? undefined : `it marks: ${marked}`;
}

/**
 * Whether a message has a sentence of the library, whole, or is the compiler's own and has these words. (Of a call of a union
 * of layers the compiler expects what each of them does, so that the sentence of one stands between others.)
 */
function says(message: string, sentence: string): boolean {
  return message.includes(' expects ') ? message.includes(`"${sentence}"`) : message.includes(sentence);
}
