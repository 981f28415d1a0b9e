/** The options of a recurrent layer that its shapes depend on. */
export interface SequenceOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> {
  /** Whether the output after every step comes out, or only that after the last. */
  readonly returnSequences: Sequences;
  /** Whether the states after the last step come out as well, after the output. */
  readonly returnState: State;
  /** Whether a batch starts from the states in which the one before ended; needs a fixed batch size. */
  readonly stateful: Stateful;
  /** Whether the number of steps must be known beforehand; values are the same. */
  readonly unroll: Unroll;
}
