import type { OfficialSide } from "../instrument.ts";
import { type Message, say } from "../model/message.ts";

/** A command of organisers, without the slash, and what it does in one sentence. */
export interface OrganiserCommand {
  readonly command: string;
  readonly about: Message;
}

/** The commands by which organisers begin something, in the order of the registry: for Slack's list and for the help. */
export function commandsOf(instruments: readonly OfficialSide[]): readonly OrganiserCommand[] {
  return instruments.flatMap(({ name, process, commands = {} }) => [
    ...(process?.command === undefined
      ? []
      : [{ command: process.command, about: say(`officials:${name}.command`) }]),
    ...Object.keys(commands).map((command) => ({
      command,
      about: say(`officials:${name}.command.${command}`),
    })),
  ]);
}
