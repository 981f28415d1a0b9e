/** What keeps logarithms and quotients finite: probabilities are held this far from 0 and 1. */
export const epsilon = 1e-7;
