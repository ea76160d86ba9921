import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { Problem } from "./command.ts";

/**
 * Asks a question and shows nothing of the answer, not even asterisks, because they reveal its length. The input is not
 * an argument, so it appears neither in the shell's history nor in a list of processes.
 * @throws Problem without a terminal
 */
export async function askHidden(question: string): Promise<string> {
  if (!stdin.isTTY)
    throw new Problem(
      "Keys are typed at a terminal: what is piped in stands in a file or in the history of the shell. Run this command in a terminal.",
    );
  stdout.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reading = createInterface({ input: stdin, output: nowhere, terminal: true });
  try {
    return (await reading.question("")).trim();
  } finally {
    reading.close();
    stdout.write("\n");
  }
}

/** Anything but "yes" means no. @throws Problem without a terminal */
export async function askYes(question: string): Promise<boolean> {
  if (!stdin.isTTY) throw new Problem("Nobody is there to say yes. Look first, and then add --yes.");
  const reading = createInterface({ input: stdin, output: stdout });
  try {
    return (await reading.question(`${question} (yes/no) `)).trim().toLowerCase() === "yes";
  } finally {
    reading.close();
  }
}
