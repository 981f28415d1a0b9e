import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string) => fileURLToPath(new URL(`src/${file}`, import.meta.url));

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
  },
});
