import { Command, CommanderError } from 'commander';
import { version } from '../version.js';

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

interface JsonOption {
  readonly json?: boolean;
}

interface OutputOption extends JsonOption {
  readonly output?: string;
}

/** The commands. What one of them needs is loaded when it runs. */
function commandLine({ out, err }: CommandOutput): Command {
  const program = new Command('tupleflow')
    .description('Models in files: what they are, as types, as code, in other formats.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: (text, write) => write(`tupleflow: ${text}`) });
  const file = 'a model: .keras, .h5, or model.json of TensorFlow.js';
  const print = (text: string) => out(text.endsWith('\n') ? text : `${text}\n`);

  program
    .command('summary')
    .description('show the layers of a model with their shapes and parameters')
    .argument('<file>', file)
    .option('--json', 'as JSON')
    .action(async (path: string, { json = false }: JsonOption) => {
      print(await (await import('./describe-model.js')).summaryText(path, json));
    });
  program
    .command('types')
    .description('write a module of TypeScript that loads a model with the types of its inputs, outputs and layers')
    .argument('<file>', file)
    .option('-o, --output <file>', 'the file to write; by default, standard output')
    .action(async (path: string, { output }: OutputOption) => {
      await written(await (await import('./describe-model.js')).typesText(path, output), output);
    });
  program
    .command('code')
    .description('write the code of a model in TypeScript')
    .argument('<file>', file)
    .option('-o, --output <file>', 'the file to write; by default, standard output')
    .action(async (path: string, { output }: OutputOption) => {
      await written(await (await import('./describe-model.js')).codeText(path), output);
    });
  program
    .command('convert')
    .description('write a model, or its weights, in another format, which the name of the file says')
    .argument('<from>', file)
    .argument('<to>', 'the file to write: .keras, .h5, .json, .onnx; .weights.h5, .npz, .safetensors for weights alone')
    .action(async (from: string, to: string) => {
      await (await import('./convert-model.js')).convertModel(from, to);
    });
  program
    .command('plot')
    .description('draw the layers of a model with their shapes, as SVG')
    .argument('<file>', file)
    .option('-o, --output <file>', 'the file to write; by default, standard output')
    .action(async (path: string, { output }: OutputOption) => {
      await written(await (await import('./plot-model.js')).plotModel(path), output);
    });
  program
    .command('predict')
    .description('compute the outputs of a model for data')
    .argument('<file>', file)
    .argument('<data...>', 'data for each input: .npy, or .json of nested lists')
    .option(
      '-o, --output <file>',
      'the .npy file to write, of a model with one output; by default, JSON to standard output',
    )
    .action(async (path: string, data: readonly string[], { output }: OutputOption) => {
      const text = await (await import('./predict-data.js')).predictData(path, data, output);
      if (text !== null) print(text);
    });
  program
    .command('doctor')
    .description('tell where models run here, and why')
    .option('--json', 'as JSON')
    .action(async ({ json = false }: JsonOption) => {
      print(await (await import('./doctor.js')).doctorText(json));
    });
  return program;

  async function written(text: string, path: string | undefined): Promise<void> {
    if (path === undefined) print(text);
    else await (await import('node:fs/promises')).writeFile(path, text);
  }
}
