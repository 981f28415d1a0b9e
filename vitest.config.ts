import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (file: string) => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/** Files that take minutes. */
const long = ['guide/golden-cpu', 'layers/every-layer', 'types/type-tests', 'types/type-cost', 'package/package'];

/** Starts with the files that take longest, for else one of them is still running when all others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = long.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
      return index === -1 ? long.length : index;
    };
    return (await super.sort(files)).sort((left, right) => place(left) - place(right));
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tupleflow$/, replacement: source('index.ts') },
      { find: /^tupleflow\/channels-first$/, replacement: source('channels-first.ts') },
      { find: /^tupleflow\/datasets$/, replacement: source('datasets/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
