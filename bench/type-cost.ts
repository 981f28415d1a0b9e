/** Prints what the compiler pays for each layer of stacks of distinct layers: `npm run bench:types`. */
import type { Version } from '../test/types/compilers.js';
import { CostMeter } from './instantiations.js';
import { layerStacks, type StackName } from './layer-stacks.js';

const sizes: Readonly<Record<StackName, readonly number[]>> = {
  'one statement a layer': [50, 100, 200, 400, 800],
  pipe: [50, 100, 200, 400],
  'Sequential, a list': [50, 100, 200, 400],
  'Sequential, add': [50, 100, 200, 400],
  'Sequential without an input': [50, 100, 200, 400],
  'residual blocks of Conv2D': [51, 150, 300],
  'attention by operations': [50, 150, 300],
  'models, compiled and trained': [10, 20, 40],
};

for (const version of ['6', '7'] as const satisfies readonly Version[]) {
  const meter = new CostMeter(version);
  const { seconds: importing, empty } = meter.importing(5);
  console.log(
    `TypeScript ${version}: importing everything adds ${importing.toFixed(2)} s to the ${empty.toFixed(2)} s of nothing`,
  );
  console.log(`TypeScript ${version}: instantiations for each layer`);
  for (const [name, counts] of Object.entries(sizes) as [StackName, readonly number[]][]) {
    const costs = counts.map((layers) => {
      const { instantiations, seconds } = meter.measure(layerStacks[name](layers));
      return `${layers}: ${(instantiations / layers).toFixed(0)} (${seconds.toFixed(2)} s)`;
    });
    console.log(`  ${name.padEnd(28)} ${costs.join('  ')}`);
  }
  meter.dispose();
}
