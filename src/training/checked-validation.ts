import type { CheckedInputs, CheckedTargets } from './data-types.js';

/** Data to validate on, or the sentence that says why it does not fit, in the place of what is to blame. */
export type CheckedValidation<Given, Inputs, Outputs, Losses> = Given extends readonly [
  infer ValidationInputs,
  infer Targets,
  ...infer Weights,
]
  ? unknown extends ValidationInputs | Targets
    ? Given
    : readonly [
        CheckedInputs<ValidationInputs, Inputs, 'validationData.0'>,
        CheckedTargets<Targets, Outputs, 'validationData.1', Losses>,
        ...Weights,
      ]
  : Given;
