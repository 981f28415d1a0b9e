import { receivedName } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';

/** A name of files in which numbers of logs stand in braces, as in Python: `model-{epoch:02d}-{val_loss:.2f}.keras`. */
export interface FilePattern {
  /** @throws ArgumentError if the pattern has a name that is none of these. */
  check(names: readonly string[]): void;
  /** The name for numbers; what there is none for is `nan`. */
  fill(numbers: Readonly<Record<string, number>>): string;
}

/** A name in braces, how it is shown, or a brace that stands for itself. */
const field = /\{\{|\}\}|\{([^{}:]*)(?::([^{}]*))?\}/g;

/** What Python's formats of numbers may say here: zeros in front, the width, the digits, the kind. */
const form = /^(0?)(\d*)(?:\.(\d+))?([dfeg]?)$/;

/** @throws ArgumentError if a form is not one of numbers. */
export function filePattern(owner: string, text: string): FilePattern {
  const names = [...text.matchAll(field)].flatMap(([, name, given = '']) => {
    if (name !== undefined && !form.test(given)) {
      throw new ArgumentError(`${owner} expects a number's format, such as 02d or .2f (received ${received(given)})`);
    }
    return name ?? [];
  });
  return {
    check(known) {
      const wrong = names.find((name) => !known.includes(name));
      if (wrong === undefined) return;
      const choices = known.map((name) => `'${name}'`).join(', ');
      throw new ArgumentError(
        `${owner} expects names that are logged in braces: ${choices} (received ${receivedName(wrong, known)})`,
      );
    },
    fill: (numbers) =>
      text.replaceAll(field, (whole, name: string | undefined, given = '') =>
        name === undefined ? whole.slice(1) : shown(numbers[name] ?? Number.NaN, given),
      ),
  };
}

function shown(value: number, given: string): string {
  const [, zero = '', width = '', digits, kind = ''] = form.exec(given) ?? [];
  if (!Number.isFinite(value))
    return String(value).toLowerCase().replace('infinity', 'inf').padStart(Number(width), ' ');
  const count = digits === undefined ? 6 : Number(digits);
  const forms: Readonly<Record<string, () => string>> = {
    d: () => String(Math.round(value)),
    f: () => value.toFixed(count),
    e: () => value.toExponential(count).replace(/e([+-])(\d)$/, 'e$10$2'),
    g: () => String(Number(value.toPrecision(Math.max(count, 1)))),
    '': () => String(digits === undefined ? value : Number(value.toPrecision(count))),
  };
  const text = (forms[kind] as () => string)();
  if (zero === '') return text.padStart(Number(width), ' ');
  return value < 0 ? `-${text.slice(1).padStart(Number(width) - 1, '0')}` : text.padStart(Number(width), '0');
}
