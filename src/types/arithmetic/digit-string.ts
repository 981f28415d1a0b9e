/** The digits in the opposite order, before those of `Reversed`. Three a step: a step costs more than a digit. */
export type Reverse<Digits extends string, Reversed extends string = ''> = Digits extends ''
  ? Reversed
  : Digits extends `${infer First}${infer Second}${infer Third}${infer Rest}`
    ? Reverse<Rest, `${Third}${Second}${First}${Reversed}`>
    : Digits extends `${infer First}${infer Second}`
      ? `${Second}${First}${Reversed}`
      : never;

/**
 * The digits with the ones first, in whole groups of three: `'1230'` is `'032100'`. Arithmetic reads a group a step, and
 * never has to look for half a group.
 */
export type OnesFirst<Digits extends string, Reversed extends string = ''> = Digits extends ''
  ? Reversed
  : Digits extends `${infer First}${infer Second}${infer Third}${infer Rest}`
    ? OnesFirst<Rest, `${Third}${Second}${First}${Reversed}`>
    : Digits extends `${infer First}${infer Second}`
      ? Second extends ''
        ? `${First}${Reversed}00`
        : `${Second}${First}${Reversed}0`
      : never;
