import { whisper } from "../decision.ts";
import type { Field, Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import type { Desk } from "../model/staff.ts";
import type { Context, Decision } from "../turn.ts";
import { readDesks, writeDesks, writeNames } from "./form-refs.ts";
import { severalIn } from "./form-values.ts";
import { arranged, type Change } from "./office-log.ts";
import { allColleagues } from "./outsiders.ts";
import { roleFor, rolesOf } from "./permissions.ts";

/** Who is on duty where, and who belongs to a closed desk, which its lead or an administrator arranges. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** Slack shows at most 100 blocks; this many desks fit in one form. */
const DESKS_SHOWN = 20;

export function dutyForm(member: string, context: Context): Form {
  const shown = context.office.desks
    .filter((desk) => mayArrange(desk, member, context))
    .slice(0, DESKS_SHOWN);
  const hidden = context.office.desks.some((desk) => !mayArrange(desk, member, context));
  return {
    id: { instrument: "core", form: "duty", ref: writeDesks(shown.map((desk) => desk.id)) },
    title: say("officials:duty.title"),
    submit: say("officials:save"),
    intro: [say("officials:duty.intro"), ...(hidden ? [say("officials:duty.closed")] : [])],
    fields: shown.flatMap((desk) => fieldsOf(desk)),
  };
}

function fieldsOf(desk: Desk): Field[] {
  const named = { desk: { localized: desk.name } };
  return [
    {
      kind: "members",
      name: `desk_${desk.id}`,
      label: say("common:localized", { text: { localized: desk.name } }),
      optional: true,
      value: desk.onDuty,
    },
    ...(desk.closed
      ? [
          {
            kind: "members" as const,
            name: `members_${desk.id}`,
            label: say("officials:duty.members", named),
            hint: say("officials:desk.membersHint"),
            optional: true,
            value: desk.members ?? [],
          },
        ]
      : []),
  ];
}

/**
 * Whether she may set duty: at a closed desk that decides who sees what it hears, so only its lead or an administrator
 * may.
 */
function mayArrange(desk: Desk, member: string, context: Context): boolean {
  return !desk.closed || desk.lead === member || rolesOf(member, context).includes("admin");
}

export function setDuty(input: Submitted, context: Context): Decision {
  // Only the desks in the form: one that was not shown keeps its official on duty.
  const shown = readDesks(input.form.ref ?? "");
  const { office } = context;
  const desks = office.desks.map((desk): Desk => {
    if (!shown.includes(desk.id) || !mayArrange(desk, input.official, context)) return desk;
    const onDuty = severalIn(input.values, `desk_${desk.id}`);
    return desk.closed
      ? { ...desk, onDuty, members: severalIn(input.values, `members_${desk.id}`) }
      : { ...desk, onDuty };
  });
  const added = desks.flatMap(({ onDuty, members = [] }, at) =>
    [...onDuty, ...members].filter(
      (member) =>
        ![...(office.desks[at]?.onDuty ?? []), ...(office.desks[at]?.members ?? [])].includes(member),
    ),
  );
  const colleagues = allColleagues([...new Set(added)], context);
  if ("decision" in colleagues) return colleagues.decision;
  if (colleagues.problem) return whisper(colleagues.problem);
  const changes = desks.flatMap((desk, at): Change[] => {
    const before = office.desks[at];
    const list = (members: readonly string[] = []) => writeNames(members);
    return [
      { event: "duty", about: desk.id, from: list(before?.onDuty), to: list(desk.onDuty) },
      { event: "members", about: desk.id, from: list(before?.members), to: list(desk.members) },
    ];
  });
  const role = roleFor("office.duty", input.official, context) ?? "official";
  return {
    ...arranged({ ...office, desks }, changes, input.official, role, context),
    effects: [{ do: "whisper", message: say("officials:duty.saved") }],
  };
}
