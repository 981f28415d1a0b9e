import type { Mistakes } from './cases/models.js';
import { type Mistake, mistakes } from './mistakes.js';

/** The first line of the error that each mistake throws at run time, by its name; `undefined` where it runs. */
export async function saidAtRunTime(): Promise<ReadonlyMap<string, string | undefined>> {
  const said = new Map<string, string | undefined>();
  // One after the other: layers are numbered by their class, and a run waits for the device.
  for (const mistake of mistakes) said.set(mistake.name, await saidBy(mistake));
  return said;
}

async function saidBy({ file, origin, name }: Mistake): Promise<string | undefined> {
  // The files do not compile, so they are found by their paths alone.
  const path = new URL(`cases/${file}`, import.meta.url).href;
  const cases = (await import(/* @vite-ignore */ path)) as Readonly<Record<typeof origin, Mistakes>>;
  try {
    await cases[origin][name]?.();
    return undefined;
  } catch (error) {
    return withoutNumbers(String((error as Error).message).split('\n')[0] as string);
  }
}

/** A sentence without the numbers by which layers of one class are told apart: the compiler does not count. */
function withoutNumbers(said: string): string {
  return said.replace(/\b([a-z]\w*?)_\d+\b/g, '$1');
}

/**
 * Whether run time says what the compiler says, of which a size may be known to be a number only, and a value by its kind.
 * Either may add which name was probably meant, and run time where in nested arrays something is.
 */
export function isSame(compiled: string, said: string): boolean {
  const added = /, did you mean '\w+'\?(?=\)$)| at (\[\d+\])+(?=\)$)/;
  const literal = compiled
    .replace(added, '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\ba string\b/g, "(a string|'[^']*')")
    .replace(/\bnumber\b/g, '(number|\\d+)');
  return new RegExp(`^${literal}$`).test(said.replace(added, ''));
}

/** Whether run time says what is expected and what is received, in a line that is read. */
export function isSentence(said: string): boolean {
  return said.length <= 200 && / expects .+ \(received .+\)$/.test(said);
}
