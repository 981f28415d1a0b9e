import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { version } from '../version.js';
import type { Result, WrittenResult } from './results.js';

/** Where a command writes. */
export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
}

/** The exit codes of commands. */
const exitCodes = { success: 0, error: 1, usage: 2 } as const;

/**
 * Runs a command, and returns its exit code: 0 where it succeeds, 1 where it fails, 2 where it is called wrongly. Errors are one
 * sentence.
 *
 * @param given The arguments: `['summary', 'digits.keras']`.
 */
export async function runCommandLine(given: readonly string[], output: CommandOutput): Promise<number> {
  try {
    await commandLine(output).parseAsync([...given], { from: 'user' });
    return exitCodes.success;
  } catch (error) {
    // The parser has written its message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.usage;
    const message = error instanceof Error ? error.message : String(error);
    output.err(`tupleflow: ${message.split('\n')[0]}\n`);
    return exitCodes.error;
  }
}

/** The options of all commands. */
interface GeneralOptions {
  readonly json?: boolean;
}

/** The options of commands that read a model. */
interface ModelOptions extends GeneralOptions {
  readonly classes?: string;
}

/** The options of commands that write a file, or to standard output. */
interface WritingOptions extends ModelOptions {
  readonly output?: string;
}

/** The commands. What one of them needs is loaded when it runs. */
function commandLine({ out, err }: CommandOutput): Command {
  const program = new Command('tupleflow')
    .description('Models in files: what they are, as types, as code, in other formats.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: (text, write) => write(`tupleflow: ${text}`) });

  command('summary', 'show the layers of a model with their shapes and parameters')
    .argument('<file>', file)
    .action(async (path: string, { classes, json }: ModelOptions) => {
      report(await (await import('./describe-model.js')).summaryReport(path, classes), json);
    });
  writing('types', 'write a module of TypeScript that loads a model with the types of its inputs, outputs and layers')
    .argument('<file>', file)
    .action(async (path: string, options: WritingOptions) => {
      const { typesText } = await import('./describe-model.js');
      await written(await typesText(path, options.output, options.classes), options);
    });
  writing('code', 'write the code of a model in TypeScript')
    .argument('<file>', file)
    .option('--no-compile', 'leave out how the model is compiled')
    .action(async (path: string, options: WritingOptions & { readonly compile: boolean }) => {
      await written(await (await import('./describe-model.js')).codeText(path, options), options);
    });
  command('convert', 'write a model, or its weights, in another format, which the name of the file says')
    .argument('<from>', file)
    .argument('<to>', 'the file to write: .keras, .h5, .json, .onnx; .weights.h5, .npz, .safetensors for weights alone')
    .action(async (from: string, to: string, { classes, json }: ModelOptions) => {
      report(await (await import('./convert-model.js')).convertModel(from, to, classes), json);
    });
  writing('plot', 'draw the layers of a model with their shapes, as SVG')
    .argument('<file>', file)
    .action(async (path: string, options: WritingOptions) => {
      await written(await (await import('./plot-model.js')).plotModel(path, options.classes), options);
    });
  command('predict', 'compute the outputs of a model for data')
    .argument('<file>', file)
    .argument('<data...>', 'data for each input: .npy, .json of nested lists, or images, .png or .jpg')
    .option('-o, --output <file>', 'the .npy file to write, of a model with one output; by default, standard output')
    .option('--scale <number>', 'what values of images, from 0 to 255, are multiplied by', numberFrom)
    .option('--offset <number>', 'what is then added to them', numberFrom)
    .action(async (path: string, data: readonly string[], options: PredictingOptions) => {
      report(await (await import('./predict-data.js')).predictData(path, data, options), options.json);
    });
  program
    .command('doctor')
    .description('tell where models run here, and why')
    .option('--json', 'as JSON')
    .action(async ({ json }: GeneralOptions) => {
      report(await (await import('./doctor.js')).doctorReport(), json);
    });
  return program;

  function command(name: string, description: string): Command {
    return program
      .command(name)
      .description(description)
      .option('--classes <module>', 'a module that exports the classes and functions of your own that the file names')
      .option('--json', 'as JSON');
  }

  function writing(name: string, description: string): Command {
    return command(name, description).option('-o, --output <file>', 'the file to write; by default, standard output');
  }

  function report({ json, text }: Result<unknown>, isJson = false): void {
    const found = isJson ? JSON.stringify(json, null, 2) : text;
    if (found !== '') out(found.endsWith('\n') ? found : `${found}\n`);
  }

  async function written(content: string, { output, json }: WritingOptions): Promise<void> {
    if (output !== undefined) await (await import('node:fs/promises')).writeFile(output, content);
    const found: WrittenResult = output === undefined ? { content } : { written: output };
    report({ json: found, text: output === undefined ? content : '' }, json);
  }
}

const file = 'a model: .keras, .h5, or model.json of TensorFlow.js';

interface PredictingOptions extends WritingOptions {
  readonly scale?: number;
  readonly offset?: number;
}

/** @throws InvalidArgumentError, which the parser says. */
function numberFrom(text: string): number {
  const [, top = text, bottom = '1'] = /^(.+)\/(.+)$/.exec(text) ?? [];
  const value = Number(top) / Number(bottom);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It is no number.');
}
