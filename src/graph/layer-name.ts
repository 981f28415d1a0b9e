/** How many layers of each name have been made: the next one of it takes the number. */
const counts = new Map<string, number>();

/** `max_pooling2d` for `MaxPooling2D`: the name that Keras makes of a class. */
export function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The next name of a class: `dense`, `dense_1`, ... */
export function nextLayerName(className: string): string {
  const name = snakeCase(className);
  const count = counts.get(name) ?? 0;
  counts.set(name, count + 1);
  return count === 0 ? name : `${name}_${count}`;
}

/**
 * Starts the numbers of layers' names again, as in a new program.
 *
 * @example
 * clearSession();
 * Dense(1).name; // 'dense'
 */
export function clearSession(): void {
  counts.clear();
}
