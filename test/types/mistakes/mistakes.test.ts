import { beforeAll, describe, expect, it } from 'vitest';
import { type Version, versions } from '../compilers.js';
import { type PlacedError, placedErrors } from '../placed-errors.js';
import { folder, type Mistake, mistakes, texts, typed } from './mistakes.js';
import { places, reasons } from './reasons.js';
import { isSame, isSentence, saidAtRunTime } from './said-at-run-time.js';
import { errorsOf, objection, sentence } from './verdict.js';

// Both files that are compared here are written anew by `vitest -u`: what gets worse shows in their differences.

const minutes = 60_000;

const found = new Map<Version, readonly PlacedError[]>();
const errorsIn = (version: Version) => found.get(version) as readonly PlacedError[];
let said: ReadonlyMap<string, string | undefined>;

beforeAll(async () => {
  for (const version of versions) found.set(version, placedErrors(version, folder, texts));
  said = await saidAtRunTime();
}, 5 * minutes);

describe('mistakes', () => {
  it('have names of their own, and a place', () => {
    expect(new Set(mistakes.map(({ name }) => name)).size).toBe(mistakes.length);
    expect(mistakes.filter(({ origin }) => origin === 'reported')).toHaveLength(96);
    const nowhere = typed.filter(({ marked }) => marked === undefined);
    expect(nowhere.map(({ name }) => name)).toEqual(['fit before compile']);
  });

  it.each(versions)('are all that is wrong in their files, TypeScript %s', (version) => {
    const isOfOne = (error: PlacedError) => mistakes.some((mistake) => errorsOf(mistake, [error]).length > 0);
    expect(errorsIn(version).filter((error) => !isOfOne(error))).toEqual([]);
  });

  it('read as they are written down', async () => {
    await expect(`${mistakes.map(record).join('\n\n')}\n`).toMatchFileSnapshot('words.txt');
  });

  it('are one sentence at the argument that is wrong, the same at run time, but for those that are listed', async () => {
    const sections: Readonly<Record<string, (mistake: Mistake) => string | undefined>> = {
      'are marked otherwise': (mistake) => {
        const [first, ...others] = versions.map((version) => objection(mistake, errorsIn(version)));
        // Versions differ in how they fail, but hardly in where.
        const wrong = first ?? others.find((other) => other !== undefined);
        const reason = places[mistake.name];
        return wrong === undefined || reason === undefined ? wrong : `${wrong}, as ${reason}`;
      },
      'run, though the compiler rejects them': ({ name }) =>
        said.get(name) === undefined && !(name in reasons) ? 'runs' : undefined,
      'say something else at run time': (mistake) => {
        const [error, ...others] = errorsOf(mistake, errorsIn('6'));
        const compiled = error && sentence(error.message);
        const spoken = said.get(mistake.name);
        if (compiled === undefined || others.length > 0 || spoken === undefined || mistake.name in reasons)
          return undefined;
        return isSame(compiled, spoken) ? undefined : spoken;
      },
      'say no short sentence at run time': ({ name }) => {
        const spoken = said.get(name);
        return spoken === undefined || isSentence(spoken) || name in reasons ? undefined : spoken.slice(0, 100);
      },
      'say something else, or nothing, at run time for a reason': ({ name }) => reasons[name],
    };
    const lists = Object.entries(sections).map(([title, why]) => {
      const listed = typed.flatMap((mistake) => {
        const reason = why(mistake);
        return reason === undefined ? [] : [`  ${mistake.name}: ${reason}`];
      });
      return [`${listed.length} of ${typed.length} ${title}:`, ...listed].join('\n');
    });
    await expect(`${lists.join('\n\n')}\n`).toMatchFileSnapshot('not-yet.txt');
  });
});

/** What compilers and run time say of a mistake, and what is marked. */
function record(mistake: Mistake): string {
  const text = texts.get(mistake.file) as string;
  const spoken = versions.map((version) =>
    errorsOf(mistake, errorsIn(version)).map(({ start, end, message }) => {
      const marked = text.slice(start, end).replace(/\s+/g, ' ');
      return `at ${marked}: ${sentence(message) ?? message.slice(0, 300)}`;
    }),
  );
  const isCommon = spoken.every((lines) => lines.join() === spoken[0]?.join());
  const compiled = isCommon
    ? (spoken[0] as readonly string[])
    : spoken.flatMap((lines, index) => lines.map((line) => `${versions[index]} ${line}`));
  return [mistake.name, ...compiled, `run time: ${said.get(mistake.name) ?? '-'}`].join('\n  ');
}
