/** `kernelSize` for `kernel_size`: a name of Keras' as it is here. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `kernel_size` for `kernelSize`, and `beta_1` for `beta1`: the name of an option in Keras. */
export function optionName(name: string): string {
  return snakeCase(name).replace(/([a-z]{2})(\d)/g, '$1_$2');
}

/** `channels_last` for `channelsLast`: one of several words that an option may be. */
export function snakeCase(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whether a name is that of the class, but for how words are told apart: `mean_squared_error` of `MeanSquaredError`. */
export function isNameOf(className: string, name: unknown): name is string {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase();
  return typeof name === 'string' && plain(name) === plain(className);
}

/** Whether an option is one of a few words, some of which are several in one: all other text is the user's own. */
export function isWord(option: string): boolean {
  return /^(dataFormat|outputMode|standardize|reduction|distribution|mode|aggregation|classAggregation)$/.test(option);
}
