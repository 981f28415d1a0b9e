import { DataError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { ModelFile } from './model-file.js';
import { weightGroups } from './weight-tree.js';

/** A layer that looks tokens up. */
interface Lookup {
  setVocabulary(vocabulary: readonly (string | number)[]): void;
}

/** Keras stores what layers have learned by `adapt` in files of their own, a token in each line, those in front included. */
export function restoreVocabularies({ owner, assets }: ModelFile, model: AnyLayer, skipsMismatch = false): void {
  if (assets.size === 0) return;
  for (const { path, layer } of weightGroups(model)) {
    const text = assets.get(`${path}/vocabulary.txt`);
    if (text === undefined || (skipsMismatch && !('setVocabulary' in layer))) continue;
    if (!('setVocabulary' in layer)) {
      throw new DataError(`${owner}: ${path} expects a layer with a vocabulary (received a ${layer.className})`);
    }
    const tokens = text.split('\n');
    (layer as AnyLayer & Lookup).setVocabulary(layer.className === 'IntegerLookup' ? tokens.map(Number) : tokens);
  }
}
