import type { Field, Form } from "./card.ts";
import { needs, whisper } from "./decide.ts";
import type { OfficialInput } from "./input.ts";
import { type Message, say } from "./message.ts";
import type { Municipality } from "./municipality.ts";
import { newsCommand, newsSubmitted } from "./news.ts";
import { actNamed, type OfficialAct, rolesOf } from "./rights.ts";
import { type Desk, type Office, type Role, roles, type Staff } from "./staff.ts";
import type { Context, Decision, Turn } from "./turn.ts";

/** What officials arrange among themselves with /samenspel: desks, rules, roles, duty. */

/** Forms that belong to no instrument. */
export type Forms = "core";

/** How the office starts, before anybody arranged anything: as the configuration says. */
export function startOffice(town: Municipality): Office {
  return {
    row: "office",
    version: 0,
    desks: town.desks.map(({ key, name, channel, lead }) => ({ id: key, name, channel, lead, onDuty: [] })),
    rules: town.routing.map((one) => ({ ...one })),
    defaultDesk: town.defaultDesk,
    clerk: town.clerk,
    admins: [],
  };
}

/** The desk of the first rule that fits; the default desk when none does. */
export function deskFor(category: string, neighbourhood: string | undefined, office: Office): string {
  const rule = office.rules.find(
    (one) =>
      (one.categories.length === 0 || one.categories.includes(category)) &&
      (one.neighbourhoods.length === 0 ||
        (neighbourhood !== undefined && one.neighbourhoods.includes(neighbourhood))),
  );
  const known = rule && office.desks.some((one) => one.id === rule.desk);
  return known ? rule.desk : office.defaultDesk;
}

/** Words that somebody may type after /samenspel, in either language. */
const subcommands = new Map<string, "desk" | "roles" | "duty" | "news" | "help">([
  ["desk", "desk"],
  ["koppel", "desk"],
  ["bind", "desk"],
  ["rollen", "roles"],
  ["roles", "roles"],
  ["dienst", "duty"],
  ["duty", "duty"],
  ["nieuws", "news"],
  ["news", "news"],
  ["help", "help"],
  ["", "help"],
]);

const acts = {
  desk: "office.bind",
  roles: "office.roles",
  duty: "office.duty",
  news: "news.write",
  help: "office.help",
} as const satisfies Readonly<Record<string, OfficialAct>>;

/** What somebody tries to do with the office itself; undefined when it is nothing that exists. */
export function officeAct(input: OfficialInput): OfficialAct | undefined {
  switch (input.type) {
    case "opened_home":
      return "office.home";
    case "commanded":
      return acts[subcommandIn(input) ?? "help"];
    case "chose":
      return input.press.step === "news" ? actNamed("news", input.press.option) : "office.home";
    case "submitted":
      return acts[formNames.find((one) => one === input.form.form) ?? "help"];
    case "searched":
      return undefined;
  }
}

const formNames = ["desk", "roles", "duty", "news"] as const;

function subcommandIn(input: Command) {
  return subcommands.get(input.rest.trim().toLowerCase().split(/\s+/)[0] ?? "");
}

type Command = Extract<OfficialInput, { type: "commanded" }>;
type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function officeCommand(input: Command, context: Context): Decision {
  const what = subcommandIn(input);
  if (!what) return whisper(say("officials:samenspel.unknown", { typed: input.rest.trim().slice(0, 60) }));
  if (what === "help") return whisper(say("officials:samenspel.help"));
  if (what === "duty") return { effects: [{ do: "open", form: dutyForm(context) }] };
  if (what === "roles") return { effects: [{ do: "open", form: rolesForm() }] };
  if (what === "news") return newsCommand(input, context);
  if (!input.channel) return whisper(say("officials:desk.noChannel"));
  const channel: Room = { id: input.channel, name: input.channelName };
  return { effects: [{ do: "open", form: deskForm(channel, context) }] };
}

/** The channel that is bound. The configuration knows channels by name, the workplace by id. */
export interface Room {
  readonly id: string;
  readonly name?: string;
}

/** The desk whose channel this is. */
export function deskAt(channel: Room, office: Office): Desk | undefined {
  return office.desks.find(
    (one) => one.channel === channel.id || (channel.name !== undefined && one.channel === `#${channel.name}`),
  );
}

function deskForm(channel: Room, context: Context, errors?: Form["errors"]): Form {
  const desk = deskAt(channel, context.office);
  const rule = desk && context.office.rules.find((one) => one.desk === desk.id);
  const fields: Field[] = [
    {
      kind: "text",
      name: "name",
      label: say("officials:desk.name"),
      value: desk?.name[context.town.languages[0] ?? "nl"],
      max: 60,
    },
    {
      kind: "choices",
      name: "categories",
      label: say("officials:desk.categories"),
      hint: say("officials:desk.categoriesHint"),
      optional: true,
      options: context.town.categories.map((one) => ({
        value: one.key,
        label: say("common:localized", { text: { localized: one.name } }),
      })),
      value: rule?.categories ?? [],
    },
    {
      kind: "choices",
      name: "neighbourhoods",
      label: say("officials:desk.neighbourhoods"),
      optional: true,
      options: context.town.neighbourhoods.map((one) => ({
        value: one.key,
        label: say("common:as_is", { text: one.name }),
      })),
      value: rule?.neighbourhoods ?? [],
    },
    {
      kind: "member",
      name: "lead",
      label: say("officials:desk.lead"),
      hint: say("officials:desk.leadHint"),
      optional: true,
      value: desk?.lead,
    },
    {
      kind: "choice",
      name: "default",
      label: say("officials:desk.default"),
      options: [
        { value: "no", label: say("common:no") },
        { value: "yes", label: say("common:yes") },
      ],
      value: desk && desk.id === context.office.defaultDesk ? "yes" : "no",
    },
  ];
  return {
    id: { instrument: "core", form: "desk", ref: [channel.id, channel.name].filter(Boolean).join("#") },
    title: say("officials:desk.title"),
    submit: say("officials:save"),
    intro: [say("officials:desk.intro"), ...existingRules(context)],
    fields,
    errors,
  };
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

function rolesForm(): Form {
  return {
    id: { instrument: "core", form: "roles" },
    title: say("officials:roles.title"),
    submit: say("officials:save"),
    intro: [say("officials:roles.intro")],
    fields: [
      { kind: "member", name: "member", label: say("officials:roles.member") },
      {
        kind: "choices",
        name: "roles",
        label: say("officials:roles.which"),
        hint: say("officials:roles.none"),
        optional: true,
        options: roles.map((role) => ({ value: role, label: say(`officials:role.${role}`) })),
      },
    ],
  };
}

/** Slack shows at most 100 blocks; more desks than these nobody arranges in one form. */
const DESKS_SHOWN = 20;

function dutyForm(context: Context): Form {
  const shown = context.office.desks.slice(0, DESKS_SHOWN);
  return {
    id: { instrument: "core", form: "duty", ref: shown.map((desk) => desk.id).join(",") },
    title: say("officials:duty.title"),
    submit: say("officials:save"),
    intro: [say("officials:duty.intro")],
    fields: shown.map((desk) => ({
      kind: "members",
      name: `desk_${desk.id}`,
      label: say("common:localized", { text: { localized: desk.name } }),
      optional: true,
      value: desk.onDuty,
    })),
  };
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
    default:
      return whisper(say("officials:refused.old"));
  }
}

function bindDesk(input: Submitted, context: Context): Decision {
  const [id = "", channelName] = (input.form.ref ?? "").split("#");
  const channel: Room = { id, name: channelName };
  const name = text(input, "name");
  if (!name)
    return {
      effects: [{ do: "open", form: deskForm(channel, context, { name: say("officials:error.required") }) }],
    };
  const { office, town } = context;
  const language = town.languages[0] ?? "nl";
  const existing = deskAt(channel, office);
  const deskId = existing?.id ?? `d${id.toLowerCase()}`;
  const desk: Desk = {
    id: deskId,
    name: { ...existing?.name, [language]: name },
    channel: id,
    lead: text(input, "lead"),
    onDuty: existing?.onDuty ?? [],
  };
  const rule = {
    desk: deskId,
    categories: several(input, "categories"),
    neighbourhoods: several(input, "neighbourhoods"),
  };
  // The form shows the first rule of a desk, so that is the one it changes; others of the same desk stay.
  const at = office.rules.findIndex((one) => one.desk === deskId);
  const others = office.rules.filter((_, index) => index !== at);
  const empty = rule.categories.length === 0 && rule.neighbourhoods.length === 0;
  // A rule that fits everything would hide all rules after it: a desk without subjects only serves as the default.
  const place = Math.max(at, 0);
  const rules = empty ? others : [...others.slice(0, place), rule, ...others.slice(place)];
  const desks = existing
    ? office.desks.map((one) => (one.id === deskId ? desk : one))
    : [...office.desks, desk];
  const defaultDesk = text(input, "default") === "yes" ? deskId : office.defaultDesk;
  return saved({ office: { ...office, desks, rules, defaultDesk } }, say("officials:desk.saved", { name }));
}

function giveRoles(input: Submitted, context: Context): Decision {
  const member = text(input, "member");
  if (!member)
    return {
      effects: [
        { do: "open", form: { ...rolesForm(), errors: { member: say("officials:error.required") } } },
      ],
    };
  const known = context.seen.staffed?.[member];
  if (known === undefined) return needs({ see: "staff", member });
  const chosen = several(input, "roles").filter((one): one is Role => roles.some((role) => role === one));
  const touchesAdmin = chosen.includes("admin") || known?.roles.includes("admin");
  if (touchesAdmin && !rolesOf(input.official, context).includes("admin"))
    return whisper(say("officials:refused.admin"));
  const staff: Staff = { row: "staff", id: member, version: known?.version ?? 0, roles: chosen };
  const clerk = chosen.includes("clerk")
    ? member
    : context.office.clerk === member
      ? context.town.clerk
      : context.office.clerk;
  // The workspace repeats what it got no answer to; nobody hears twice of the same roles.
  const same = known?.roles.length === chosen.length && chosen.every((role) => known.roles.includes(role));
  if (same && clerk === context.office.clerk) return whisper(say("officials:roles.saved"));
  const told =
    chosen.length > 0
      ? say("officials:roles.given", { roles: { list: chosen.map((role) => say(`officials:role.${role}`)) } })
      : say("officials:roles.taken");
  return {
    staff: [staff],
    office: clerk === context.office.clerk ? undefined : { ...context.office, clerk },
    effects: [
      { do: "whisper", message: say("officials:roles.saved") },
      { do: "notify", notice: { kind: "member", member, message: told } },
    ],
  };
}

function setDuty(input: Submitted, context: Context): Decision {
  // Only what stood in the form: a desk that was not shown keeps whoever has duty there.
  const shown = (input.form.ref ?? "").split(",");
  const desks = context.office.desks.map((desk) =>
    shown.includes(desk.id) ? { ...desk, onDuty: several(input, `desk_${desk.id}`) } : desk,
  );
  return saved({ office: { ...context.office, desks } }, say("officials:duty.saved"));
}

function saved(change: Pick<Turn, "office">, message: Message): Turn {
  return { ...change, effects: [{ do: "whisper", message }] };
}

function text(input: Submitted, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === "string" ? value.trim() || undefined : undefined;
}

function several(input: Submitted, name: string): string[] {
  const value = input.values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : [...value];
}
