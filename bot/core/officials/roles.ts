import { needs, whisper } from "../decision.ts";
import type { Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import { type Office, type Role, roles, type Staff } from "../model/staff.ts";
import type { Context, Decision } from "../turn.ts";
import { writeNames } from "./form-refs.ts";
import { severalIn, textIn } from "./form-values.ts";
import { arranged, tellAdministrators } from "./office-log.ts";
import { allColleagues } from "./outsiders.ts";
import { administratorsOf, roleFor, rolesInFile, rolesOf } from "./permissions.ts";

/** Gives and takes roles. The administrators are told of each change, and it is kept in the history of the office. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** Roles that only an administrator gives and takes. */
const ofAdministrators: readonly Role[] = ["clerk", "admin"];

export function rolesForm(errors?: Form["errors"]): Form {
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
    errors,
  };
}

export function giveRoles(input: Submitted, context: Context): Decision {
  const member = textIn(input.values, "member");
  if (!member)
    return { effects: [{ do: "open", form: rolesForm({ member: say("officials:error.required") }) }] };
  const known = context.seen.staff[member];
  if (known === undefined) return needs({ see: "staff", member });
  const { office, town } = context;
  const chosen = roles.filter((role) => severalIn(input.values, "roles").includes(role));
  const given = known?.roles ?? rolesInFile(member, town);
  const before = roles.filter(
    (role) => given.includes(role) || (role === "clerk" && office.clerk === member),
  );
  // Slack repeats what got no reply; nobody is told twice about the same roles.
  if (chosen.join() === before.join() && known)
    return { effects: [{ do: "whisper", message: say("officials:roles.saved") }] };
  const refusal = refused(member, before, chosen, input.official, context);
  if (refusal) return whisper(refusal);
  // Any role can be taken from somebody who has left.
  const colleague = allColleagues(chosen.length > 0 ? [member] : [], context);
  if ("decision" in colleague) return colleague.decision;
  if (colleague.problem) return { effects: [{ do: "open", form: rolesForm({ member: colleague.problem }) }] };
  const staff: Staff = { row: "staff", id: member, version: known?.version ?? 0, roles: chosen };
  const next = officeAfter(member, chosen, context);
  const changes = [
    { event: "roles" as const, about: member, from: writeNames(before), to: writeNames(chosen) },
    { event: "clerk" as const, about: member, from: office.clerk ?? "", to: next.clerk ?? "" },
  ];
  const list = (some: readonly Role[]) =>
    some.length > 0
      ? { list: some.map((role) => say(`officials:role.${role}`)) }
      : say("officials:log.nothing");
  const told =
    chosen.length > 0 ? say("officials:roles.given", { roles: list(chosen) }) : say("officials:roles.taken");
  const news = say("officials:roles.told", {
    member: input.official,
    members: member,
    from: list(before),
    to: list(chosen),
  });
  const role = roleFor("office.roles", input.official, context) ?? "organiser";
  return {
    staff: [staff],
    ...arranged(next, changes, input.official, role, context),
    effects: [
      { do: "whisper", message: say("officials:roles.saved") },
      ...(member === input.official
        ? []
        : [{ do: "notify" as const, notice: { kind: "member" as const, member, message: told } }]),
      ...tellAdministrators(news, input.official, context).filter(
        (one) => one.do !== "notify" || one.notice.kind !== "member" || one.notice.member !== member,
      ),
    ],
  };
}

/** Why not: only an administrator gives clerk and administrator; and nobody quietly promotes herself. */
function refused(
  member: string,
  before: readonly Role[],
  chosen: readonly Role[],
  by: string,
  context: Context,
): Message | undefined {
  const isAdmin = rolesOf(by, context).includes("admin");
  const members = { members: { list: administratorsOf(context) } };
  const gained = chosen.filter((role) => !before.includes(role));
  const changed = roles.filter((role) => before.includes(role) !== chosen.includes(role));
  if (!isAdmin && changed.some((role) => ofAdministrators.includes(role)))
    return say("officials:refused.onlyAdminGives", members);
  if (member === by && !isAdmin && gained.length > 0) return say("officials:refused.ownRoles", members);
  // The clerk answers for the council: an administrator does not appoint herself.
  if (member === by && gained.includes("clerk")) return say("officials:refused.ownClerk", members);
  return undefined;
}

function officeAfter(member: string, chosen: readonly Role[], { office, town }: Context): Office {
  const others = office.admins.filter((one) => one !== member);
  const isNamed = office.clerk === member && !chosen.includes("clerk");
  const inFile = town.clerk === member ? undefined : town.clerk;
  const clerk = chosen.includes("clerk") ? member : isNamed ? inFile : office.clerk;
  const appointed = chosen.includes("admin") && !town.administrators.includes(member);
  const { clerk: _before, ...rest } = office;
  return {
    ...rest,
    ...(clerk !== undefined && { clerk }),
    admins: appointed ? [...others, member] : others,
  };
}
