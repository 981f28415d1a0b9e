/** Runs an example by its name: `npm run example -- headline`. */
import { parseArgs } from 'node:util';

/** The examples, in the order of the guide; then those of other things. */
const examples = {
  'densely-connected': () => import('./densely-connected.js'),
  headline: () => import('./headline.js'),
  tweets: () => import('./tweets.js'),
  nodes: () => import('./nodes.js'),
  inception: () => import('./inception.js'),
  residual: () => import('./residual.js'),
  'same-or-different-digits': () => import('./same-or-different-digits.js'),
  'visual-question-answering': () => import('./visual-question-answering.js'),
  'video-question-answering': () => import('./video-question-answering.js'),
  augmentation: () => import('./augmentation.js'),
  transformer: () => import('./transformer.js'),
  'text-classification': () => import('./text-classification.js'),
  'two-series': () => import('./two-series.js'),
  'own-layer': () => import('./own-layer.js'),
  'own-cell': () => import('./own-cell.js'),
  'own-stateful-layer': () => import('./own-stateful-layer.js'),
  'own-loss-metric-callback': () => import('./own-loss-metric-callback.js'),
  'own-training-loop': () => import('./own-training-loop.js'),
  zoo: () => import('./zoo.js'),
} as const;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean', default: false } },
});
const [name = ''] = positionals;
if (Object.hasOwn(examples, name)) {
  const { run } = await examples[name as keyof typeof examples]();
  await run(values.small ? 'small' : 'full');
} else {
  console.error(`Usage: npm run example -- <name> [--small]\n\nThe examples are ${Object.keys(examples).join(', ')}.`);
  process.exitCode = 1;
}
