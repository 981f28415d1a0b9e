import { loadModel } from '../io/load-model.js';

/** Writes a model in the format that the name of a file ends like. */
export async function convertModel(from: string, to: string): Promise<void> {
  const model = await loadModel(from);
  if (/\.(weights\.h5|npz|safetensors)$/i.test(to)) await model.saveWeights(to);
  else await model.save(to);
}
