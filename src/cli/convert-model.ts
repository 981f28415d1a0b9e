import { loadModel } from '../io/load-model.js';
import { classesIn } from './describe-model.js';
import type { Result } from './results.js';

/** Writes a model in the format that the name of a file ends like. */
export async function convertModel(
  from: string,
  to: string,
  classes?: string,
): Promise<Result<{ readonly written: string }>> {
  const model = await loadModel(from, { classes: await classesIn(classes) });
  if (/\.(weights\.h5|npz|safetensors)$/i.test(to)) await model.saveWeights(to);
  else await model.save(to);
  return { json: { written: to }, text: '' };
}
