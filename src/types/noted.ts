/** Takes the type of an option for what follows from it, and asks nothing of it: whatever there is, is a `NonNullable`. */
export type Noted<Given> = [Given] extends [never] ? Given : NonNullable<unknown>;

/** The same for a number, so that its literal is kept. */
export type NotedNumber<Given extends number | undefined> = [Given] extends [never] ? Given : number;
