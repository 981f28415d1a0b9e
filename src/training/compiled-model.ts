/** The key of what the type of a model says of how it is compiled. No value has it. */
export declare const setup: unique symbol;

/** The key of the type that a model has before it is compiled, to which compiling it again goes back. No value has it. */
export declare const uncompiled: unique symbol;

/** How a model is compiled: the names that it logs, `string` where they are not known, and its losses. */
export interface Setup<out Names extends string, out Losses> {
  readonly names: Names;
  readonly losses: Losses;
}

/** What being compiled adds to the type of a model. */
export interface CompiledWith<out Names extends string, out Losses> {
  readonly [setup]: Setup<Names, Losses>;
}

/**
 * A model that is compiled: itself, with what it logs and what it is compared with.
 *
 * @example
 * const model = Sequential([Input([784]), Dense(10, { activation: 'softmax' })]);
 * const compiled = model.compile({ loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
 * const { accuracy } = await compiled.evaluate(images, digits);
 */
export type Compiled<Model, Names extends string, Losses> = Model & CompiledWith<Names, Losses>;
