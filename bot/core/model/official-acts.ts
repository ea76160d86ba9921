import type { Role } from "./staff.ts";

/**
 * Who may do what: the one table that everything on the officials' side goes through (`decideOfficial`). Roles are
 * separate and given one by one: none implies another, not even administrator. An act that is not listed cannot be
 * done; a row names every role that may.
 */
export const table = {
  "office.help": ["admin", "organiser", "official", "clerk"],
  "office.home": ["admin", "organiser", "official", "clerk"],
  // What the whole town promised, and what became of it.
  "office.overview": ["clerk"],
  "office.bind": ["organiser", "admin"],
  "office.roles": ["organiser", "admin"],
  "office.duty": ["official", "organiser", "clerk", "admin"],
  "office.log": ["admin"],

  "news.write": ["organiser"],
  "news.send": ["organiser"],
  "news.sendPaid": ["organiser"],
  "news.discard": ["organiser"],
  "news.stop": ["organiser"],
  "news.again": ["organiser"],

  // As in its transition table; a test compares the two.
  "issue.show": ["official", "organiser", "clerk"],
  "issue.search": ["official", "organiser"],
  // For somebody who stands at a desk, and has no chat.
  "issue.raise": ["official", "organiser"],
  "issue.lookUp": ["official", "organiser"],
  "issue.claim": ["official", "organiser"],
  "issue.change": ["official", "organiser"],
  "issue.merge": ["official", "organiser"],
  "issue.start": ["official"],
  "issue.ask": ["official"],
  "issue.plan": ["official"],
  "issue.answer": ["official"],
  "issue.forward": ["official"],
  "issue.decline": ["official"],
  "issue.council": ["organiser"],
  "issue.pause": ["official", "organiser"],
  // After an objection, by somebody other than the person who paused: the clerk, or a colleague.
  "issue.unpause": ["clerk", "official", "organiser"],

  // Youth workers who report for groups, each by name.
  "worker.admit": ["organiser"],
  "worker.renew": ["organiser"],
  "worker.revoke": ["organiser"],

  "manifesto.show": ["official", "organiser", "clerk"],
  "manifesto.agreement": ["organiser"],
  "manifesto.stopCollecting": ["organiser"],
  "manifesto.merge": ["organiser"],
  "manifesto.split": ["organiser"],
  "manifesto.items": ["organiser"],

  "survey.writeDown": ["official", "organiser"],
  // Colleagues who are asked the same questions: everybody who works here may answer, with or without a role.
  "survey.staff": "everybody",
} as const satisfies Readonly<Record<string, "everybody" | readonly [Role, ...Role[]]>>;

/** An act that a member of the workspace can attempt: an instrument's name and the act's. */
export type OfficialAct = keyof typeof table;

/** The act with this name, if the table has it: names come back with buttons and forms, and can be anything. */
export function actNamed(instrument: string, name: string): OfficialAct | undefined {
  const wanted = `${instrument}.${name}`;
  return actNames.find((one) => one === wanted);
}

/** Every act there is. */
export const actNames = Object.keys(table) as readonly OfficialAct[];

/** What somebody attempts: an act of this table, or a row of a process, whose own table says which roles may. */
export type Attempt = OfficialAct | readonly Role[];

/** The roles that may do it; undefined when everybody who works here may. */
export function rolesFor(act: Attempt): readonly Role[] | undefined {
  if (typeof act !== "string") return act;
  const row: "everybody" | readonly Role[] = table[act];
  return row === "everybody" ? undefined : row;
}
