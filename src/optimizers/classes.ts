// All optimizers. A new one is its definition and a line here: names, and the reader of configurations, follow from it.

export { Adafactor, type AdafactorNumbers, type AdafactorOptions } from './adafactor.js';
export {
  Adadelta,
  type AdadeltaOptions,
  Adagrad,
  type AdagradNumbers,
  type AdagradOptions,
  RMSprop,
  type RMSpropOptions,
} from './adagrad.js';
export { Adam, Adamax, type AdamaxOptions, type AdamOptions, AdamW } from './adam.js';
export {
  Lamb,
  type LambOptions,
  Nadam,
  type NadamOptions,
  ScheduleFreeAdamW,
  type ScheduleFreeAdamWNumbers,
  type ScheduleFreeAdamWOptions,
} from './adam-variants.js';
export { Ftrl, type FtrlNumbers, type FtrlOptions } from './ftrl.js';
export { Muon, type MuonNumbers, type MuonOptions } from './muon.js';
export { Lion, type LionNumbers, type LionOptions, SGD, type SGDOptions } from './sgd.js';
