import {
  Input,
  IntegerLookup,
  loadModel,
  loadWeights,
  Model,
  modelBytes,
  StringLookup,
  TupleflowError,
} from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { wholeOf } from '../../src/io/formats/byte-parts.js';
import { writeZip } from '../../src/io/formats/write-zip.js';
import { readZip } from '../../src/io/formats/zip.js';

/** An archive whose vocabularies are in files of their own, as Keras stores those that have been learned. */
async function archive(assets: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const texts = Input([1], { dtype: 'string' });
  const numbers = Input([1], { dtype: 'int32' });
  const outputs = [StringLookup({ vocabulary: ['x'] })(texts), IntegerLookup({ vocabulary: [7] })(numbers)] as const;
  const bytes = await modelBytes(Model({ inputs: [texts, numbers], outputs }));
  const members = [...readZip(bytes, 'test')].map(([name, member]) => [name, [member.read()]] as const);
  const more = Object.entries(assets).map(([name, text]) => [name, [new TextEncoder().encode(text)]] as const);
  return wholeOf(writeZip(new Map([...members, ...more]), 'test'));
}

describe('vocabularies in files of their own', () => {
  it('are those of their layers', async () => {
    const model = await loadModel(
      await archive({
        'assets/layers/string_lookup/vocabulary.txt': '[UNK]\nb\na',
        'assets/layers/integer_lookup/vocabulary.txt': '-1\n4\n3',
      }),
    );
    const vocabularies = model.layers.flatMap((layer) =>
      'getVocabulary' in layer ? [(layer.getVocabulary as () => unknown)()] : [],
    );
    expect(vocabularies).toEqual([
      ['[UNK]', 'b', 'a'],
      [-1, 4, 3],
    ]);
  });

  it('are refused where they are not of such a layer, or no vocabulary', async () => {
    const wrong = [
      { 'assets/layers/input_layer/vocabulary.txt': 'a' },
      { 'assets/layers/string_lookup/vocabulary.txt': 'a\na' },
      { 'assets/layers/integer_lookup/vocabulary.txt': 'a' },
    ];
    for (const assets of wrong) await expect(loadModel(await archive(assets))).rejects.toThrow(TupleflowError);
  });

  it('are set with the weights', async () => {
    const bytes = await archive({ 'assets/layers/string_lookup/vocabulary.txt': '[UNK]\nb\na' });
    const model = await loadModel(await archive({}));
    await loadWeights(model, bytes);
    const [found] = model.layers.flatMap((layer) =>
      'getVocabulary' in layer ? [(layer.getVocabulary as () => unknown)()] : [],
    );
    expect(found).toEqual(['[UNK]', 'b', 'a']);
  });
});
