import { nothing, whisper } from "../decision.ts";
import type { OfficialSide } from "../instrument.ts";
import { shortened } from "../model/characters.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import { actNamed, type OfficialAct } from "../model/official-acts.ts";
import type { Context, Decision } from "../turn.ts";
import { commandsOf } from "./commands.ts";
import { bindDesk } from "./desk.ts";
import { deskForm } from "./desk-form.ts";
import { dutyForm, setDuty } from "./duty.ts";
import { newsCommand, newsSubmitted } from "./news.ts";
import type { Room } from "./office.ts";
import { logForm } from "./office-log.ts";
import { overview } from "./overview.ts";
import { giveRoles, rolesForm } from "./roles.ts";

/**
 * What officials arrange among themselves with /samenspel: desks, rules, roles, duty; and the record of earlier
 * changes.
 */

/** Forms that belong to no instrument. */
export type Forms = "core";

/** The words that can be typed after /samenspel, in either language. */
const subcommands = new Map<string, "desk" | "roles" | "duty" | "news" | "log" | "overview" | "help">([
  ["desk", "desk"],
  ["koppel", "desk"],
  ["bind", "desk"],
  ["rollen", "roles"],
  ["roles", "roles"],
  ["dienst", "duty"],
  ["duty", "duty"],
  ["nieuws", "news"],
  ["news", "news"],
  ["log", "log"],
  ["logboek", "log"],
  ["overzicht", "overview"],
  ["overview", "overview"],
  ["help", "help"],
  ["", "help"],
]);

const acts = {
  desk: "office.bind",
  roles: "office.roles",
  duty: "office.duty",
  news: "news.write",
  log: "office.log",
  overview: "office.overview",
  help: "office.help",
} as const satisfies Readonly<Record<string, OfficialAct>>;

/** The act on the office itself that somebody attempts; undefined when there is no such act. */
export function officeAct(input: OfficialInput): OfficialAct | undefined {
  switch (input.type) {
    case "opened_home":
      return "office.home";
    case "commanded":
      return acts[subcommandIn(input) ?? "help"];
    case "chose":
      if (input.press.step === "overview") return "office.overview";
      return input.press.step === "news" ? actNamed("news", input.press.option) : "office.home";
    case "submitted":
      return acts[formNames.find((one) => one === input.form.form) ?? "help"];
    case "searched":
      return undefined;
  }
}

const formNames = ["desk", "roles", "duty", "news", "log"] as const;

function subcommandIn(input: Command) {
  return subcommands.get(input.rest.trim().toLowerCase().split(/\s+/)[0] ?? "");
}

type Command = Extract<OfficialInput, { type: "commanded" }>;
type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function officeCommand(
  input: Command,
  context: Context,
  instruments: readonly OfficialSide[],
): Decision {
  const what = subcommandIn(input);
  switch (what) {
    case undefined:
      return whisper(say("officials:samenspel.unknown", { typed: shortened(input.rest.trim(), 60) }));
    case "help":
      return whisper(help(instruments));
    case "duty":
      return { effects: [{ do: "open", form: dutyForm(input.official, context) }] };
    case "roles":
      return { effects: [{ do: "open", form: rolesForm() }] };
    case "log":
      return logForm(context);
    case "overview":
      return overview(undefined, input.official, context, instruments);
    case "news":
      return newsCommand(input, context);
    case "desk":
      return bindCommand(input, context);
  }
}

/** What can be typed: for the office, and for each way of taking part that an organiser can begin. */
function help(instruments: readonly OfficialSide[]): Message {
  return say("officials:samenspel.help", {
    commands: {
      rows: commandsOf(instruments).map(({ command, about }) =>
        say("officials:samenspel.line", { command, about }),
      ),
    },
  });
}

function bindCommand(input: Command, context: Context): Decision {
  const { channel, channelName, channelKind } = input;
  if (!channel) return whisper(say("officials:desk.noChannel"));
  if (channelKind === "direct" || channelKind === "group") return whisper(say("officials:desk.notAChannel"));
  const room: Room = {
    id: channel,
    ...(channelName !== undefined && { name: channelName }),
    ...(channelKind && { kind: channelKind }),
  };
  return { effects: [{ do: "open", form: deskForm(room, input.official, context) }] };
}

export function officeSubmitted(input: Submitted, context: Context): Decision {
  switch (input.form.form) {
    case "desk":
      return bindDesk(input, context);
    case "roles":
      return giveRoles(input, context);
    case "duty":
      return setDuty(input, context);
    case "news":
      return newsSubmitted(input, context);
    case "log":
      return nothing;
    default:
      return whisper(say("officials:refused.old"));
  }
}
