import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/resolve-named.js';
import { Constant } from './constant.js';
import type { Initializer } from './define-initializer.js';
import { GlorotNormal } from './glorot-normal.js';
import { GlorotUniform } from './glorot-uniform.js';
import { HeNormal } from './he-normal.js';
import { HeUniform } from './he-uniform.js';
import { Identity } from './identity.js';
import { LecunNormal } from './lecun-normal.js';
import { LecunUniform } from './lecun-uniform.js';
import { Ones } from './ones.js';
import { Orthogonal } from './orthogonal.js';
import { RandomNormal } from './random-normal.js';
import { RandomUniform } from './random-uniform.js';
import { STFT } from './stft.js';
import { TruncatedNormal } from './truncated-normal.js';
import { VarianceScaling } from './variance-scaling.js';
import { Zeros } from './zeros.js';

export type { Initializer } from './define-initializer.js';

/** The name of an initializer, which stands for it with its default options. */
export type InitializerName =
  | 'constant'
  | 'glorotNormal'
  | 'glorotUniform'
  | 'heNormal'
  | 'heUniform'
  | 'identity'
  | 'lecunNormal'
  | 'lecunUniform'
  | 'ones'
  | 'orthogonal'
  | 'randomNormal'
  | 'randomUniform'
  | 'stft'
  | 'truncatedNormal'
  | 'varianceScaling'
  | 'zeros'
  | 'normal'
  | 'uniform';

/** An initializer, or its name. */
export type InitializerIdentifier = InitializerName | Initializer;

/** What each name stands for. */
const named: Readonly<Record<InitializerName, () => Initializer>> = {
  constant: Constant,
  glorotNormal: GlorotNormal,
  glorotUniform: GlorotUniform,
  heNormal: HeNormal,
  heUniform: HeUniform,
  identity: Identity,
  lecunNormal: LecunNormal,
  lecunUniform: LecunUniform,
  ones: Ones,
  orthogonal: Orthogonal,
  randomNormal: RandomNormal,
  randomUniform: RandomUniform,
  stft: STFT,
  truncatedNormal: TruncatedNormal,
  varianceScaling: VarianceScaling,
  zeros: Zeros,
  // Keras' short names, which its own layers have as defaults.
  normal: RandomNormal,
  uniform: RandomUniform,
};

/**
 * The initializer that `identifier` is or names.
 *
 * @param owner the argument that it was given to: `dense: kernelInitializer`
 * @throws ArgumentError if there is none
 */
export function resolveInitializer(identifier: InitializerIdentifier, owner: string): Initializer {
  if (isOfKind(identifier, 'initializer')) return identifier;
  return resolveNamed('initializer', named, identifier, owner)();
}
