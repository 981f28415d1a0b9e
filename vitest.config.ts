import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (file: string) => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/**
 * Which tests run when: a file that is named here is in that tier, any other in `unit`.
 *
 * `npm run test:unit` runs `unit`; `npm test` runs `unit` and `integration`; `npm run test:long` runs `long`; and
 * `npm run test:all`, which CI runs, all three.
 */
const tiers = {
  /** Goldens, examples, tests that run a compiler, and tests of what the library is before anything has been set. */
  integration: [
    'test/additions.test.ts',
    'test/backends/**/*.test.ts',
    'test/cli/*.test.ts',
    'test/datasets/is-node.test.ts',
    'test/docs/*.test.ts',
    'test/editor/documentation.test.ts',
    'test/examples/*.test.ts',
    'test/gradients/kinks-*.test.ts',
    'test/guide/golden-wasm.test.ts',
    'test/io/every-layer.test.ts',
    'test/layers/golden-*.test.ts',
    'test/operations/golden-*.test.ts',
    'test/random-models/*.test.ts',
    'test/recording/models-*.test.ts',
    'test/readme.test.ts',
    'test/types/**/*.test.ts',
  ],
  /** Tests that take minutes, or need the built package; and goldens on other backends than the default one. */
  long: [
    'test/gradients/kinks-{cpu,native}.test.ts',
    'test/{guide,layers,operations}/golden-{cpu,native}.test.ts',
    'test/io/onnx/{every-layer,golden-layers,operations,zoo}.test.ts',
    'test/layers/recurrent/properties.test.ts',
    'test/random-models/*-{cpu,native}.test.ts',
    'test/recording/models-{cpu,native}.test.ts',
    'test/crash/*.test.ts',
    'test/editor/editor.test.ts',
    'test/package/*.test.ts',
    'test/types/type-*.test.ts',
  ],
};

/** Tests of random calls, which run in two tiers: of a few calls in `integration`, of all in `long`. */
const sampled = [
  'test/fuzz/{calls,configurations,formats,members}.test.ts',
  'test/layers/every-layer.test.ts',
  'test/types/operation-shapes.test.ts',
];

/** Starts with the files that take longest, for else one of them is still running when all others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = ['long', 'integration', 'unit'];
    const place = ({ project }: TestSpecification) => order.indexOf(project.name);
    return (await super.sort(files)).sort((left, right) => place(left) - place(right));
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tupleflow$/, replacement: source('index.ts') },
      { find: /^tupleflow\/channels-first$/, replacement: source('channels-first.ts') },
      { find: /^tupleflow\/datasets$/, replacement: source('datasets/index.ts') },
      { find: /^tupleflow\/worker$/, replacement: source('worker/index.ts') },
    ],
  },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The native backend is the default where it is installed, as it is for CI.
    env: { TUPLEFLOW_BACKEND: 'wasm' },
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...tiers.integration, ...tiers.long, ...sampled],
          // Loading the library takes longer than most of these tests: a worker loads it once.
          isolate: false,
          setupFiles: ['test/backends/default-backend.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [...tiers.integration, ...sampled],
          exclude: tiers.long,
          env: { TUPLEFLOW_BACKEND: 'wasm', RUNS: process.env.RUNS ?? '30' },
        },
      },
      { extends: true, test: { name: 'long', include: [...tiers.long, ...sampled] } },
    ],
  },
});
