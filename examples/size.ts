/** How much an example does: `small` is for tests and takes a second or two, `full` shows that the model learns. */
export type Size = 'small' | 'full';
