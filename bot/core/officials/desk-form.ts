import type { Field, Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import type { Desk, Office } from "../model/staff.ts";
import type { Context } from "../turn.ts";
import { writeRoom } from "./form-refs.ts";
import { severalIn, textIn } from "./form-values.ts";
import { deskAt, type Room } from "./office.ts";
import { rolesOf } from "./permissions.ts";

/** The form that makes a channel a desk's. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** What has been filled in so far, and the warnings shown before it is saved. */
export interface Shown {
  readonly values?: Submitted["values"];
  readonly errors?: Form["errors"];
  readonly warnings?: readonly Message[];
}

export function deskForm(channel: Room, member: string, context: Context, shown: Shown = {}): Form {
  const { office, town } = context;
  const desk = deskAt(channel, office);
  const rule = desk && office.rules.find((one) => one.desk === desk.id);
  const { values, errors, warnings = [] } = shown;
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
      ref: writeRoom(channel),
      ...(warnings.length > 0 && { seen: seenAs(warnings) }),
    },
    title: say("officials:desk.title"),
    submit: say("officials:save"),
    intro: [...warnings, say("officials:desk.intro"), ...existingRules(context)],
    fields,
    errors,
  };
}

const yesOrNo = [
  { value: "no", label: say("common:no") },
  { value: "yes", label: say("common:yes") },
];

/**
 * For a channel without a desk: it can become the new channel of an existing one, such as a private channel that the
 * configuration refers to by name.
 */
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

/** Only an administrator may close a desk, open it, and name its members; its lead does the last through duty. */
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
      // Which desk gets this channel is not known yet, nor whether it is closed: left empty, that stays as it was.
      ...(desk ? {} : { optional: true }),
      value: filled("closed", desk && (desk.closed ? "yes" : "no")),
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

/** The rules in the order they are tried, so that nobody has to guess which one wins. */
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

/** Whether she is an administrator, which closing a desk and naming its members requires. */
export function isAdmin(member: string, context: Context): boolean {
  return rolesOf(member, context).includes("admin");
}

/** Whether she may name a lead: the lead of a closed desk sees what it hears, so only an administrator decides that. */
export function mayOpenUp(desk: Desk | undefined, member: string, context: Context): boolean {
  return !desk?.closed || isAdmin(member, context);
}

/** Identifies the warnings she was shown. */
export function seenAs(warnings: readonly Message[]): string {
  return warnings.map(({ key }) => key).join();
}
