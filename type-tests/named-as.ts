import type { NamedTensor, Shape } from 'tupleflow';

/** What the compiler knows of a tensor with a name, which alone does not make two types differ. */
export declare function namedAs<Dimensions extends Shape, Name extends string>(
  tensor: NamedTensor<Dimensions, Name>,
): [Name, Dimensions];
