import type { AnyLayer } from '../graph/layer.js';
import type { OwnClasses } from './from-keras-config.js';
import { readModelFile } from './read-model-file.js';
import { restoreModel } from './restore-model.js';

export interface LoadModelOptions {
  readonly compile?: boolean;
  readonly classes?: OwnClasses;
}

export async function loadModel(
  bytes: Uint8Array,
  { compile = true, classes = {} }: LoadModelOptions = {},
): Promise<AnyLayer> {
  return restoreModel(await readModelFile(bytes, 'loadModel'), { compile, classes });
}
