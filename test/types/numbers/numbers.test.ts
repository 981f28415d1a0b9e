import { expect, it } from 'vitest';
import { versions } from '../compilers.js';
import { sentence } from '../mistakes/verdict.js';
import { linesWithErrors } from '../placed-errors.js';
import { names, probes, saidBy } from './number-probes.js';

const minutes = 60_000;

it('calls every factory with numbers', () => {
  expect(probes.length).toBeGreaterThan(1900);
});

// What is listed depends on a second option that is not given: an upper bound by default below the lower one that is given, a
// salt without the method that takes it, a mean without its variance. Types see one option at a time, and say nothing of these.
it('the compiler rejects the numbers that run time rejects, in the same words, but for those that are listed', {
  timeout: 5 * minutes,
}, async () => {
  const calls = probes.map((call, index) => `export const call${index} = () => ${call};`);
  const text = `import { ${names.join(', ')} } from 'tupleflow';\n${calls.join('\n')}\n`;
  const said = new Map(probes.map((call) => [call, saidBy(call)]));
  const [first, ...others] = versions.map((version) => {
    const wrong = linesWithErrors(version, 'numbers.ts', text);
    const lines = probes.flatMap((call, index) => {
      const [spoken, compiled] = [said.get(call), wrong.get(index + 2)];
      const own = compiled === undefined ? undefined : (sentence(compiled) ?? 'rejected in words of the compiler');
      return spoken === own ? [] : [`${call}: ${own ?? 'compiles'} | ${spoken ?? 'runs'}`];
    });
    return `${lines.length} of ${probes.length} are otherwise for the compiler than at run time:\n${lines.join('\n')}\n`;
  });
  await expect(first).toMatchFileSnapshot('not-yet.txt');
  for (const other of others) expect(other).toBe(first);
});
