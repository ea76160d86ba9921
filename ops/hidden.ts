import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/**
 * Asks a question and shows nothing of the answer: no stars either, because they tell its length. What is typed
 * is no argument, so it is not in the history of the shell or in a list of processes.
 */
export async function askHidden(question: string): Promise<string> {
  stdout.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reading = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY === true });
  try {
    return (await reading.question("")).trim();
  } finally {
    reading.close();
    stdout.write("\n");
  }
}
