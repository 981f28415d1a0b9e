import { checkBoolean } from '../../arguments/options.js';
import { DataError } from '../../errors.js';
import type { AnyLayer } from '../../graph/layer.js';
import { membersBeside } from '../../graph/layer-members.js';
import { configurationOf, learn } from '../../graph/layer-state.js';
import type { ShapedValues } from '../../tensor/read-elements.js';
import { type Adaptable, adapt } from './adapt.js';
import type { LookupConfiguration, Token } from './lookup-options.js';
import { checkVocabulary, front, tokensOf } from './vocabulary.js';

/** Counts tokens, and the documents that they are in, and makes a vocabulary of the most frequent ones. */
class TokenCounter<Item extends Token> {
  readonly #counts = new Map<Item, number>();
  readonly #documentCounts = new Map<Item, number>();
  #documents = 0;

  addDocument(tokens: readonly Item[]): void {
    this.#documents++;
    for (const token of tokens) increment(this.#counts, token);
    for (const token of new Set(tokens)) increment(this.#documentCounts, token);
  }

  /** The tokens in the order of how often they are there, the greater ones first where that is the same, and their weights. */
  vocabulary(options: LookupConfiguration<Item>): {
    readonly tokens: readonly Item[];
    readonly weights: readonly number[];
  } {
    const { maskToken, oovToken, maxTokens } = options;
    const counted = [...this.#counts].filter(([token]) => token !== maskToken && token !== oovToken);
    counted.sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || compare(right, left));
    const room = maxTokens === null ? counted.length : Math.max(0, maxTokens - front(options).length);
    const tokens = counted.slice(0, room).map(([token]) => token);
    const weights = tokens.map((token) => Math.log(1 + this.#documents / (1 + (this.#documentCounts.get(token) ?? 0))));
    return { tokens, weights };
  }
}

function increment<Item>(counts: Map<Item, number>, token: Item): void {
  counts.set(token, (counts.get(token) ?? 0) + 1);
}

/** Numbers in their order, texts in that of their code points. */
function compare(left: Token, right: Token): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [first, second] = [[...String(left)], [...String(right)]];
  const place = first.findIndex((character, index) => character !== second[index]);
  if (place < 0) return first.length - second.length;
  return (first[place]?.codePointAt(0) ?? 0) - (second[place]?.codePointAt(0) ?? -1);
}

/** The members of layers with a vocabulary besides those of all layers. */
export interface LookupMembers<Item extends Token, Data> extends Adaptable<Data> {
  /**
   * The tokens by their indices: first what stands in front, unless it is left out, then the vocabulary.
   *
   * @param includeSpecialTokens Whether to include the mask token and the out-of-vocabulary tokens. The default is
   * `true`.
   */
  getVocabulary(includeSpecialTokens?: boolean): readonly Item[];
  /** How many entries there are, those in front included. */
  vocabularySize(): number;
  /**
   * Sets the vocabulary, instead of learning it, and with `outputMode: 'tfIdf'` how rare each entry is.
   *
   * @param vocabulary The tokens in the order of their indices.
   * @param idfWeights The inverse document frequency of each token, which is required with the output mode `tfIdf`.
   * @throws ArgumentError if it cannot be that of the layer, which then stays as it was.
   */
  setVocabulary(vocabulary: readonly Item[], idfWeights?: readonly number[]): void;
}

/** The differences between the classes of layers with a vocabulary. */
export interface LookupKind<Item extends Token, Configuration> {
  readonly dtype: Item extends string ? 'string' : 'int32';
  /** What a configuration of the class says of the lookup. */
  readonly lookup: (configuration: Configuration) => LookupConfiguration<Item>;
  readonly isToken: (value: unknown) => boolean;
  /** The tokens of each document in a batch. */
  readonly documents: (
    batch: ShapedValues,
    isWhole: boolean,
    configuration: Configuration,
  ) => readonly (readonly Item[])[];
}

/** What the layers of a class with a vocabulary can do. */
export function lookupMembers<Item extends Token, Data, Configuration>(
  kind: LookupKind<Item, Configuration>,
): LookupMembers<Item, Data> {
  const optionsOf = (layer: object) => kind.lookup(configurationOf<Configuration>(layer));
  return membersBeside<LookupMembers<Item, Data>>({
    adapt(data, options) {
      return adapt<Configuration>(this, data, options, (configuration, owner) => {
        const counter = new TokenCounter<Item>();
        return {
          dtype: kind.dtype,
          add(batch, isWhole) {
            for (const tokens of kind.documents(batch, isWhole, configuration)) counter.addDocument(tokens);
          },
          learned: () => learned(owner, kind, configuration, counter),
        };
      });
    },
    getVocabulary(includeSpecialTokens = true) {
      checkBoolean('getVocabulary: includeSpecialTokens', includeSpecialTokens);
      const options = optionsOf(this);
      return [...(includeSpecialTokens ? front(options) : []), ...tokensOf(options)];
    },
    vocabularySize() {
      const options = optionsOf(this);
      return front(options).length + tokensOf(options).length;
    },
    setVocabulary(vocabulary, idfWeights) {
      set(this, optionsOf(this), kind.isToken, vocabulary, idfWeights ?? null);
    },
  });
}

function learned<Item extends Token, Configuration>(
  owner: string,
  { lookup, isToken }: LookupKind<Item, Configuration>,
  configuration: Configuration,
  counter: TokenCounter<Item>,
): Readonly<Record<string, unknown>> {
  const options = lookup(configuration);
  const { tokens, weights } = counter.vocabulary(options);
  if (tokens.length === 0) throw new DataError(`${owner} expects tokens that there is room for (received none)`);
  const idfWeights = options.outputMode === 'tfIdf' ? weights : null;
  return { ...checkVocabulary(owner, options, tokens, idfWeights, isToken) };
}

function set<Item extends Token>(
  adaptable: object,
  options: LookupConfiguration<Item>,
  isToken: (value: unknown) => boolean,
  vocabulary: readonly Item[],
  idfWeights: readonly number[] | null,
): void {
  const layer = adaptable as AnyLayer;
  const given = checkVocabulary(`${layer.name}.setVocabulary`, options, vocabulary, idfWeights, isToken);
  learn(layer, { ...given });
}
