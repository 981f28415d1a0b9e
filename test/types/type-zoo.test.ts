import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CostMeter } from '../../bench/instantiations.js';
import { root } from './compilers.js';

const minutes = 60_000;

/** The most that each file may cost, in thousands of instantiations. What was measured is a tenth less. */
const budgets: Readonly<Record<string, number>> = {
  'bert.ts': 29,
  'conv-next.ts': 37,
  'crnn.ts': 25,
  'dcgan.ts': 32,
  'dense-net.ts': 48,
  'dlrm.ts': 15,
  'efficient-net.ts': 286,
  'embeddings.ts': 6,
  'gpt-2.ts': 22,
  'inception-res-net-v2.ts': 141,
  'inception-v3.ts': 140,
  'mlp-mixer.ts': 30,
  'mobile-net-v2.ts': 82,
  'mobile-net-v3.ts': 73,
  'mobile-net.ts': 38,
  'nas-net.ts': 38,
  'point-net.ts': 33,
  'res-net-v2.ts': 106,
  'res-net.ts': 76,
  'seq2seq-attention.ts': 15,
  'seq2seq.ts': 9,
  'siamese.ts': 37,
  'squeeze-net.ts': 33,
  'tcn.ts': 23,
  'transformer.ts': 29,
  'u-net.ts': 54,
  'variational-autoencoder.ts': 23,
  'vgg.ts': 21,
  'vision-transformer.ts': 38,
  'wave-net.ts': 16,
  'wide-and-deep.ts': 13,
  'xception.ts': 63,
  'yolo.ts': 61,
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
