import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CostMeter } from '../../bench/instantiations.js';
import { root } from './compilers.js';

const minutes = 60_000;

/** The most that each file may cost, in thousands of instantiations. What was measured is a tenth less. */
const budgets: Readonly<Record<string, number>> = {
  'bert.ts': 26,
  'conv-next.ts': 27,
  'crnn.ts': 22,
  'dcgan.ts': 25,
  'dense-net.ts': 34,
  'dlrm.ts': 15,
  'efficient-net-b0.ts': 70,
  'efficient-net-b7.ts': 70,
  'efficient-net.ts': 20,
  'embeddings.ts': 5.1,
  'gpt-2.ts': 23.5,
  'inception-res-net-v2.ts': 78,
  'inception-v3.ts': 72,
  'mlp-mixer.ts': 20,
  'mobile-net-v2.ts': 40,
  'mobile-net-v3.ts': 42,
  'mobile-net.ts': 29,
  'nas-net.ts': 28,
  'point-net.ts': 20,
  'res-net-v2.ts': 55,
  'res-net.ts': 47,
  'seq2seq-attention.ts': 16.8,
  'seq2seq.ts': 11.7,
  'siamese.ts': 31,
  'squeeze-net.ts': 27,
  'tcn.ts': 20,
  'transformer.ts': 25,
  'u-net.ts': 42,
  'variational-autoencoder.ts': 23,
  'vgg.ts': 18,
  'vision-transformer.ts': 28,
  'wave-net.ts': 15,
  'wide-and-deep.ts': 13,
  'xception.ts': 41,
  'yolo.ts': 32,
};

describe.each(['6', '7'] as const)('the cost of the zoo, TypeScript %s', (version) => {
  let meter: CostMeter;
  beforeAll(() => {
    meter = new CostMeter(version);
  }, minutes);
  afterAll(() => meter.dispose());

  it.each(readdirSync(join(root, 'examples/zoo')))('%s', { timeout: minutes }, (file) => {
    const path = join(root, 'examples/zoo', file.replace(/\.ts$/, '.js'));
    const { instantiations } = meter.measure(`export * from '${path}';`);
    expect(instantiations).toBeLessThanOrEqual(1000 * (budgets[file] ?? 0));
    // A program that did not compile to shapes would cost next to nothing.
    expect(instantiations).toBeGreaterThan(100);
  });
});
