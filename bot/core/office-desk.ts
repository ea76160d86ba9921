import type { Field, Form } from "./card.ts";
import { whisper } from "./decide.ts";
import { severalIn, textIn } from "./filled-in.ts";
import type { OfficialInput } from "./input.ts";
import { membersOf } from "./membership.ts";
import { type Message, say } from "./message.ts";
import { deskAt, deskKey, type Room } from "./office.ts";
import { arranged, type Change, tellAdministrators } from "./office-log.ts";
import { allColleagues } from "./outsiders.ts";
import { roleFor, rolesOf } from "./rights.ts";
import type { Desk, Office, Rule } from "./staff.ts";
import type { Context, Decision } from "./turn.ts";

/** A channel becomes a desk's, and who belongs to a desk that is closed. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** What was filled in so far; with `public`, that the channel is one that everybody can read. */
interface Shown {
  readonly values?: Submitted["values"];
  readonly errors?: Form["errors"];
  readonly warned?: boolean;
}

export function deskForm(channel: Room, member: string, context: Context, shown: Shown = {}): Form {
  const { office, town } = context;
  const desk = deskAt(channel, office);
  const rule = desk && office.rules.find((one) => one.desk === desk.id);
  const { values, errors, warned } = shown;
  const filled = (name: string, before: string | undefined) =>
    values ? textIn(values, name) || undefined : before;
  const many = (name: string, before: readonly string[]) => (values ? severalIn(values, name) : [...before]);
  const fields: Field[] = [
    ...(desk ? [] : whichDesk(office, filled("which", "new"))),
    {
      kind: "text",
      name: "name",
      label: say("officials:desk.name"),
      value: filled("name", desk?.name[town.languages[0] ?? "nl"]),
      max: 60,
    },
    {
      kind: "choices",
      name: "categories",
      label: say("officials:desk.categories"),
      hint: say("officials:desk.categoriesHint"),
      optional: true,
      options: town.categories.map((one) => ({
        value: one.key,
        label: say("common:localized", { text: { localized: one.name } }),
      })),
      value: many("categories", rule?.categories ?? []),
    },
    {
      kind: "choices",
      name: "neighbourhoods",
      label: say("officials:desk.neighbourhoods"),
      optional: true,
      options: town.neighbourhoods.map((one) => ({
        value: one.key,
        label: say("common:as_is", { text: one.name }),
      })),
      value: many("neighbourhoods", rule?.neighbourhoods ?? []),
    },
    ...(mayOpenUp(desk, member, context)
      ? [
          {
            kind: "member" as const,
            name: "lead",
            label: say("officials:desk.lead"),
            hint: say("officials:desk.leadHint"),
            optional: true,
            value: filled("lead", desk?.lead),
          },
        ]
      : []),
    {
      kind: "choice",
      name: "default",
      label: say("officials:desk.default"),
      options: yesOrNo,
      value: filled("default", desk && desk.id === office.defaultDesk ? "yes" : "no"),
    },
    ...(isAdmin(member, context) ? closing(desk, filled, many) : []),
  ];
  return {
    id: {
      instrument: "core",
      form: "desk",
      ref: [channel.id, channel.name ?? "", channel.kind ?? ""].join("#"),
      ...(warned && { seen: "public" }),
    },
    title: say("officials:desk.title"),
    submit: say("officials:save"),
    intro: [
      ...(warned ? [say("officials:desk.publicWarning")] : []),
      say("officials:desk.intro"),
      ...existingRules(context),
    ],
    fields,
    errors,
  };
}

const yesOrNo = [
  { value: "no", label: say("common:no") },
  { value: "yes", label: say("common:yes") },
];

/** A channel without a desk: it can become the new channel of one, such as a private one that the file calls by name. */
function whichDesk({ desks }: Office, value: string | undefined): Field[] {
  return [
    {
      kind: "choice",
      name: "which",
      label: say("officials:desk.which"),
      hint: say("officials:desk.whichHint"),
      options: [
        { value: "new", label: say("officials:desk.new") },
        ...desks.map((one) => ({
          value: one.id,
          label: say("common:localized", { text: { localized: one.name } }),
        })),
      ],
      value,
    },
  ];
}

/** Only an administrator closes a desk, opens it, and says who belongs to it; its lead does the last with duty. */
function closing(
  desk: Desk | undefined,
  filled: (name: string, before: string | undefined) => string | undefined,
  many: (name: string, before: readonly string[]) => string[],
): Field[] {
  return [
    {
      kind: "choice",
      name: "closed",
      label: say("officials:desk.closed"),
      hint: say("officials:desk.closedHint"),
      options: yesOrNo,
      value: filled("closed", desk?.closed ? "yes" : "no"),
    },
    {
      kind: "members",
      name: "members",
      label: say("officials:desk.members"),
      hint: say("officials:desk.membersHint"),
      optional: true,
      value: many("members", desk?.members ?? []),
    },
  ];
}

/** The rules in the order in which they are tried, so that nobody has to guess which one wins. */
function existingRules(context: Context): Message[] {
  return context.office.rules.map((rule, index) => {
    const desk = context.office.desks.find((one) => one.id === rule.desk);
    const categories = context.town.categories
      .filter((one) => rule.categories.includes(one.key))
      .map((one) => ({ localized: one.name }));
    const areas = context.town.neighbourhoods
      .filter((one) => rule.neighbourhoods.includes(one.key))
      .map((one) => one.name);
    return say("officials:desk.rule", {
      n: index + 1,
      desk: { localized: desk?.name ?? {} },
      categories: categories.length > 0 ? { list: categories } : say("officials:desk.anything"),
      neighbourhoods: areas.length > 0 ? { list: areas } : say("officials:desk.anywhere"),
    });
  });
}

function isAdmin(member: string, context: Context): boolean {
  return rolesOf(member, context).includes("admin");
}

/** Whoever is made lead of a closed desk sees what it hears: an administrator decides that. */
function mayOpenUp(desk: Desk | undefined, member: string, context: Context): boolean {
  return !desk?.closed || isAdmin(member, context);
}

export function bindDesk(input: Submitted, context: Context): Decision {
  const [id = "", channelName, kind] = (input.form.ref ?? "").split("#");
  const channel: Room = {
    id,
    ...(channelName && { name: channelName }),
    ...(kind === "private" && { kind }),
  };
  // A direct message's id begins with D, whatever the form says.
  if (id.startsWith("D")) return whisper(say("officials:desk.notAChannel"));
  const { official: member, values } = input;
  const again = (shown: Shown): Decision => ({
    effects: [{ do: "open", form: deskForm(channel, member, context, { values, ...shown }) }],
  });
  const { office, town } = context;
  const here = deskAt(channel, office);
  const existing = here ?? office.desks.find((one) => one.id === values.which);
  // Another channel for a closed desk is another circle of people.
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
  const isPublic = channel.kind !== "private";
  const shuts = desk.closed === true && !here?.closed;
  if (shuts && isPublic && input.form.seen !== "public") return again({ warned: true });
  return savedDesk(desk, existing, input, name, context);
}

function filledDesk(
  { official: member, values }: Submitted,
  existing: Desk | undefined,
  channel: Room,
  name: Desk["name"],
  context: Context,
): Desk {
  const admin = isAdmin(member, context);
  const before = { closed: existing?.closed, members: existing?.members };
  const asked = { closed: values.closed === "yes" || undefined, members: severalIn(values, "members") };
  const { closed, members } = admin && values.closed !== undefined ? asked : before;
  const taken = context.office.desks.map((one) => one.id);
  return {
    id: existing?.id ?? deskKey(Object.values(name)[0] ?? "", taken),
    name,
    channel: channel.id,
    lead: mayOpenUp(existing, member, context) ? textIn(values, "lead") || undefined : existing?.lead,
    onDuty: existing?.onDuty ?? [],
    ...(closed !== undefined && { closed }),
    ...(members !== undefined && members.length > 0 && { members: [...members] }),
  };
}

function savedDesk(
  desk: Desk,
  existing: Desk | undefined,
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
  // The form shows the first rule of a desk, so that is the one it changes; others of the same desk stay.
  const at = office.rules.findIndex((one) => one.desk === desk.id);
  const others = office.rules.filter((_, index) => index !== at);
  const empty = rule.categories.length === 0 && rule.neighbourhoods.length === 0;
  // A rule that fits everything would hide all rules after it: a desk without subjects only serves as the default.
  const place = Math.max(at, 0);
  const rules = empty ? others : [...others.slice(0, place), rule, ...others.slice(place)];
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
      { do: "whisper", message: say("officials:desk.saved", { name }) },
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
      from: (existing?.members ?? []).join(", "),
      to: (desk.members ?? []).join(", "),
    },
    { event: "rule", about, from: ruled(before), to: ruled(next) },
    { event: "default", about, from: before.defaultDesk, to: next.defaultDesk },
  ];
}
