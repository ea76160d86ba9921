import { needs, whisper } from "../decision.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import type { Desk, Office, Rule } from "../model/staff.ts";
import type { Context, Decision, Effect } from "../turn.ts";
import { deskForm, isAdmin, mayOpenUp, type Shown, seenAs } from "./desk-form.ts";
import { membersOf } from "./desk-membership.ts";
import { readRoom, writeNames } from "./form-refs.ts";
import { severalIn, textIn } from "./form-values.ts";
import { deskAt, deskKey, type Room } from "./office.ts";
import { arranged, type Change, tellAdministrators } from "./office-log.ts";
import { allColleagues } from "./outsiders.ts";
import { roleFor } from "./permissions.ts";

/** Makes a channel a desk's, and sets who belongs to a closed desk. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function bindDesk(input: Submitted, context: Context): Decision {
  const channel = readRoom(input.form.ref ?? "");
  // A direct message's id begins with D, whatever the form says.
  if (channel.id.startsWith("D")) return whisper(say("officials:desk.notAChannel"));
  const { official: member, values } = input;
  const again = (shown: Shown): Decision => ({
    effects: [{ do: "open", form: deskForm(channel, member, context, { values, ...shown }) }],
  });
  const { office, town } = context;
  const here = deskAt(channel, office);
  const existing = here ?? office.desks.find((one) => one.id === values.which);
  // Another channel for a closed desk means a different audience.
  if (existing?.closed && !here && !isAdmin(member, context))
    return again({ errors: { which: say("officials:desk.onlyAdmin") } });
  const language = town.languages[0] ?? "nl";
  const name =
    textIn(values, "name") || (values.which === existing?.id ? existing?.name[language] : undefined);
  if (!name) return again({ errors: { name: say("officials:error.required") } });
  const desk = filledDesk(input, existing, channel, { ...existing?.name, [language]: name }, context);
  const before = existing ? membersOf(existing) : [];
  const colleagues = allColleagues(
    membersOf(desk).filter((one) => !before.includes(one)),
    context,
  );
  if ("decision" in colleagues) return colleagues.decision;
  if (colleagues.problem) return again({ errors: { name: colleagues.problem } });
  const moves = existing !== undefined && !here;
  if (moves && !context.seen.processes) return needs({ see: "processes" });
  const shuts = desk.closed === true && !here?.closed;
  const warnings = shuts && channel.kind !== "private" ? [say("officials:desk.publicWarning")] : [];
  if (warnings.length > 0 && input.form.seen !== seenAs(warnings)) return again({ warnings });
  return savedDesk(desk, existing, moves, input, name, context);
}

/**
 * The desk as filled in. The form of a channel without a desk knows nothing about the desk that gets it, so anything
 * left empty there stays as it was; otherwise closing and members would be lost with every new channel.
 */
function filledDesk(
  { official: member, values }: Submitted,
  existing: Desk | undefined,
  channel: Room,
  name: Desk["name"],
  context: Context,
): Desk {
  const stays = deskAt(channel, context.office) ? undefined : existing;
  const before = { closed: existing?.closed, members: existing?.members };
  const filledIn = severalIn(values, "members");
  const asked = {
    closed: values.closed === undefined ? stays?.closed : values.closed === "yes" || undefined,
    members: filledIn.length > 0 ? filledIn : stays?.members,
  };
  const isAsked = isAdmin(member, context) && (values.closed !== undefined || stays !== undefined);
  const { closed, members } = isAsked ? asked : before;
  const lead = textIn(values, "lead") || stays?.lead;
  const taken = context.office.desks.map((one) => one.id);
  return {
    id: existing?.id ?? deskKey(Object.values(name)[0] ?? "", taken),
    name,
    channel: channel.id,
    lead: mayOpenUp(existing, member, context) ? lead : existing?.lead,
    onDuty: existing?.onDuty ?? [],
    ...(closed !== undefined && { closed }),
    ...(members !== undefined && members.length > 0 && { members: [...members] }),
  };
}

function savedDesk(
  desk: Desk,
  existing: Desk | undefined,
  moves: boolean,
  input: Submitted,
  name: string,
  context: Context,
): Decision {
  const { office } = context;
  const rule: Rule = {
    desk: desk.id,
    categories: severalIn(input.values, "categories"),
    neighbourhoods: severalIn(input.values, "neighbourhoods"),
  };
  // The form shows a desk's first rule, so that is the one it changes; its other rules stay.
  const at = office.rules.findIndex((one) => one.desk === desk.id);
  const others = office.rules.filter((_, index) => index !== at);
  const empty = rule.categories.length === 0 && rule.neighbourhoods.length === 0;
  // A rule that matches everything would hide all later rules: a desk without subjects serves only as the default.
  const place = Math.max(at, 0);
  // A desk that gets another channel keeps its subjects if none are filled in: the form could not show them.
  const rules =
    moves && empty
      ? office.rules
      : empty
        ? others
        : [...others.slice(0, place), rule, ...others.slice(place)];
  const desks = existing
    ? office.desks.map((one) => (one.id === desk.id ? desk : one))
    : [...office.desks, desk];
  const defaultDesk = input.values.default === "yes" ? desk.id : office.defaultDesk;
  const next: Office = { ...office, desks, rules, defaultDesk };
  const role = roleFor("office.bind", input.official, context) ?? "organiser";
  const closes = (desk.closed ?? false) !== (existing?.closed ?? false);
  return {
    ...arranged(next, changesOf(desk, existing, next, office), input.official, role, context),
    effects: [
      { do: "whisper", message: say(`officials:desk.${moves ? "savedMoved" : "saved"}`, { name }) },
      ...(moves ? movedCards(desk, context) : []),
      ...(closes
        ? tellAdministrators(
            say(`officials:desk.told.${desk.closed ? "closed" : "opened"}`, {
              member: input.official,
              desk: { localized: desk.name },
            }),
            input.official,
            context,
          )
        : []),
    ],
  };
}

/**
 * Moves the cards of open contributions to the new channel. Finished reports cannot be found by desk; their cards move
 * the next time they are shown.
 */
function movedCards({ id }: Desk, { seen }: Context): Effect[] {
  const processes = (seen.processes ?? []).filter((one) => one.desk === id);
  return [
    { do: "notify", notice: { kind: "desk", desk: id } },
    ...processes.map((one): Effect => ({ do: "notify", notice: { kind: "card", contribution: one.id } })),
  ];
}

function changesOf(desk: Desk, existing: Desk | undefined, next: Office, before: Office): Change[] {
  const about = desk.id;
  const shown = (one: Desk | undefined) => (one ? `${Object.values(one.name)[0] ?? ""} ${one.channel}` : "");
  const ruled = ({ rules }: Office) =>
    rules
      .filter((one) => one.desk === about)
      .map((one) => [...one.categories, ...one.neighbourhoods].join(" "))
      .join("; ");
  const yes = (closed: boolean | undefined) => (closed ? "yes" : "no");
  return [
    { event: "desk", about, from: shown(existing), to: shown(desk) },
    { event: "closed", about, from: yes(existing?.closed), to: yes(desk.closed) },
    { event: "lead", about, from: existing?.lead ?? "", to: desk.lead ?? "" },
    {
      event: "members",
      about,
      from: writeNames(existing?.members ?? []),
      to: writeNames(desk.members ?? []),
    },
    { event: "rule", about, from: ruled(before), to: ruled(next) },
    { event: "default", about, from: before.defaultDesk, to: next.defaultDesk },
  ];
}
