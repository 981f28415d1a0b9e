import type { Editor } from './editor.js';
import { chained, head, type Question, questions } from './questions.js';

/** Names of the type level, which say nothing to who writes a model. */
const internal = /\b(NoInfer|Checked\w*|Called\w*|Unexpected|ShapesOf|TensorsOf|Apply|Saying|Argument)</;

/** All answers of an editor, and those that are not as they should be. */
export interface Answers {
  readonly answers: readonly string[];
  readonly failed: readonly string[];
  /** How many questions there are. */
  readonly count: number;
}

/** Asks an editor everything. */
export async function askAll(editor: Editor): Promise<Answers> {
  const answers: string[] = [];
  const failed: string[] = [];
  for (const [name, question] of questions) {
    const { answer, objection } = await ask(editor, question);
    answers.push(`${name}\n  ${answer.replaceAll('\n', '\n  ')}`);
    if (objection !== undefined) failed.push(`  ${name}: ${objection}`);
  }
  for (const statements of [200, 1000]) {
    const fault = await chainFault(editor, statements);
    if (fault !== undefined) failed.push(`  hover: after ${statements} statements: ${fault}`);
  }
  return { answers, failed, count: questions.length + 2 };
}

/** What an editor answers, shortened, and what is wrong with it. */
async function ask(editor: Editor, question: Question): Promise<{ answer: string; objection: string | undefined }> {
  const text = head + question.text;
  // After its start, which imports many names.
  const at = text.indexOf('|', head.length);
  editor.write(text.slice(0, at) + text.slice(at + 1));
  const expected = question.offers ?? question.offersAmong;
  if (expected !== undefined) {
    const offered = [...(await editor.completions(at))].sort();
    // Where everything is offered, it differs with the packages that are there.
    const answer = offered.length > 100 ? 'all that there is' : `${offered.length}: ${offered.slice(0, 20).join(', ')}`;
    const missing = expected.filter((name) => !offered.includes(name));
    if (missing.length > 0) return { answer, objection: `does not offer ${missing.join(', ')}` };
    const others = question.offers === undefined ? 0 : offered.length - expected.length;
    return {
      answer,
      objection: others > 0 ? `offers ${others > 100 ? 'all that there is' : `${others} more`}` : undefined,
    };
  }
  if (question.shows !== undefined) {
    const answer = (await editor.hover(at)).slice(0, 400);
    const [line = ''] = answer.split('\n');
    if (internal.test(line)) return { answer, objection: 'shows names of the type level' };
    return { answer, objection: question.shows.test(answer) ? undefined : `shows ${line.slice(0, 100)}` };
  }
  const signature = await editor.signature(at);
  if (signature === undefined) return { answer: '-', objection: 'shows no signature' };
  const { label, parameters, documentation } = signature;
  const answer = `${label}\n${documentation}`.trim().slice(0, 400);
  const names = parameters.map((parameter) => parameter.replace(/\?? *:.*$/s, ''));
  if (names.join() !== question.parameters?.join()) return { answer, objection: `has parameters ${names.join(', ')}` };
  if (internal.test(label.slice(0, label.lastIndexOf('): '))))
    return { answer, objection: 'shows names of the type level' };
  return { answer, objection: question.isSaid && documentation === '' ? 'says nothing of the parameter' : undefined };
}

/** What goes wrong with a hover at the end of a long program, once errors are known, which editors ask for after each edit. */
async function chainFault(editor: Editor, statements: number): Promise<string | undefined> {
  const text = chained(statements);
  editor.write(text);
  try {
    await editor.errors();
    const shown = await editor.hover(text.lastIndexOf(`layer${statements} =`));
    return shown.includes(`SymbolicTensor<[null, ${999 + statements}]>`) ? undefined : `shows ${shown}`;
  } catch (error) {
    return String(error).slice(0, 60);
  }
}
