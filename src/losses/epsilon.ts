/** The number that keeps logarithms and quotients finite: probabilities are at least this far from 0 and 1. */
export const epsilon = 1e-7;
