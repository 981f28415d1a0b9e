import type { AnyLayer } from '../graph/layer.js';
import type { RuntimeModel } from '../training/model-state.js';
import { generalOf, plainName } from './class-code.js';
import { indented, type Names, quoted } from './code-text.js';
import { ownModelsIn } from './model-uses.js';

/** Which name a model is written with: its own, none, or the parameter of a function. */
export type Naming = 'own' | 'none' | 'parameter';

/** The uses of layers in a module, and the calls of its functions by the models that they return. */
interface Declared {
  readonly uses: ReadonlyMap<AnyLayer, number>;
  readonly functions: Map<AnyLayer, string>;
}

/**
 * The functions that return models of which a model holds several, each after those that it calls.
 *
 * @param names The names of the module.
 * @param body writes the statements of a function that returns a model.
 */
export function modelFunctions(
  model: RuntimeModel,
  names: Names,
  { uses, functions }: Declared,
  body: (model: RuntimeModel, names: Names, naming: Naming) => string,
): readonly string[] {
  return ownModelsIn(model, uses).flatMap((level) => {
    const groups = new Map<string, RuntimeModel[]>();
    for (const each of level) {
      const text = body(each, names.copy(), 'none');
      groups.set(text, [...(groups.get(text) ?? []), each]);
    }
    return [...groups].flatMap(([text, models]) => {
      const [first] = models;
      if (first === undefined || models.length < 2) return [];
      const isNamed = models.some((each) => modelOptions(each).name !== undefined);
      const name = names.of(`make ${plainName(first)}`);
      for (const each of models) functions.set(each, `${name}(${isNamed ? quoted(each.name) : ''})`);
      if (!isNamed) return [`function ${name}() {\n${indented(text)}\n}\n`];
      const withName = body(first, names.copy(['name']), 'parameter');
      return [`function ${name}<const Name extends string>(name: Name) {\n${indented(withName)}\n}\n`];
    });
  });
}

/** The options of a model; its name where that is not automatic. */
export function modelOptions(model: RuntimeModel): Readonly<Record<string, unknown>> & { readonly name?: string } {
  const { name, ...others } = generalOf(model);
  const isAutomatic = name === undefined || /^(functional|model)(_\d+)?$/.test(model.name);
  return isAutomatic ? others : { ...others, name: model.name };
}
