/** Takes the type of an option for what follows from it, and asks nothing of it: whatever there is, is a `NonNullable`. */
export type Noted<Given> = [Given] extends [never] ? Given : NonNullable<unknown>;
