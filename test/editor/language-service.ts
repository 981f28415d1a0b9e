import ts from 'typescript-6';
import { EditedProject, type Editor, type Library, type Signature } from './editor.js';

/** An editor on the language service of TypeScript 6. */
export function openLanguageService(library: Library): Editor {
  const project = new EditedProject(library);
  const { file, folder } = project;
  const { config } = ts.readConfigFile(`${folder}/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  let [text, version] = ['export {};\n', 0];
  const snapshots = new Map<string, ts.IScriptSnapshot>();
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : '0'),
    getScriptSnapshot(name) {
      if (name === file) return ts.ScriptSnapshot.fromString(text);
      const known = snapshots.get(name);
      if (known !== undefined) return known;
      const content = ts.sys.readFile(name);
      if (content === undefined) return undefined;
      const snapshot = ts.ScriptSnapshot.fromString(content);
      snapshots.set(name, snapshot);
      return snapshot;
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const show = (parts: readonly ts.SymbolDisplayPart[] | undefined) => ts.displayPartsToString([...(parts ?? [])]);
  return {
    write(next) {
      text = next;
      version++;
    },
    async hover(at) {
      const info = service.getQuickInfoAtPosition(file, at);
      return [show(info?.displayParts), show(info?.documentation)].filter((part) => part !== '').join('\n\n');
    },
    async completions(at) {
      const entries = service.getCompletionsAtPosition(file, at, {})?.entries ?? [];
      return entries.map(({ name }) => name);
    },
    async signature(at): Promise<Signature | undefined> {
      const help = service.getSignatureHelpItems(file, at, undefined);
      const item = help?.items[help.selectedItemIndex];
      if (help === undefined || item === undefined) return undefined;
      const parameters = item.parameters.map(({ displayParts }) => show(displayParts));
      const [before, between, after] = [item.prefixDisplayParts, item.separatorDisplayParts, item.suffixDisplayParts];
      return {
        label: show(before) + parameters.join(show(between)) + show(after),
        parameters,
        documentation: show(item.parameters[help.argumentIndex]?.documentation),
      };
    },
    async errors() {
      return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].length;
    },
    async close() {
      service.dispose();
      project.remove();
    },
  };
}
