/** The version of the library, which files say that they were written by. */
export const version = '0.1.0';
