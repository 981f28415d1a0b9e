import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CostMeter } from '../../bench/instantiations.js';
import { root } from './compilers.js';

const minutes = 60_000;

/** The most that each file may cost, in thousands of instantiations. What was measured is a tenth to a third less. */
const budgets: Readonly<Record<string, number>> = {
  'bert.ts': 36,
  'conv-next.ts': 30,
  'crnn.ts': 27,
  'dcgan.ts': 25,
  'dense-net.ts': 35,
  'dlrm.ts': 16,
  'efficient-net.ts': 97,
  'embeddings.ts': 10,
  'gpt-2.ts': 26,
  'inception-res-net-v2.ts': 77,
  'inception-v3.ts': 74,
  'mlp-mixer.ts': 21,
  'mobile-net-v2.ts': 40,
  'mobile-net-v3.ts': 40,
  'mobile-net.ts': 27,
  'nas-net.ts': 26,
  'point-net.ts': 21,
  'res-net-v2.ts': 50,
  'res-net.ts': 40,
  'seq2seq-attention.ts': 21,
  'seq2seq.ts': 13,
  'siamese.ts': 37,
  'squeeze-net.ts': 27,
  'tcn.ts': 17,
  'transformer.ts': 38,
  'u-net.ts': 41,
  'variational-autoencoder.ts': 34,
  'vgg.ts': 22,
  'vision-transformer.ts': 38,
  'wave-net.ts': 19,
  'wide-and-deep.ts': 12,
  'xception.ts': 37,
  'yolo.ts': 35,
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
