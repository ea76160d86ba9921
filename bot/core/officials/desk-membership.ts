import { type Message, say } from "../model/message.ts";
import type { Desk, Office } from "../model/staff.ts";
import type { Context } from "../turn.ts";
import { administratorsOf } from "./permissions.ts";

/**
 * Who sees what residents told a desk. A desk can be closed (youth, safety, debts): then its words, photos and search
 * hits are for its members only, and others see a number, a status, a day and the name of the desk. Everything that
 * shows a resident's words to an official asks here.
 */

/** The desk with this id; the default desk if it no longer exists. */
export function deskOf(id: string, office: Office): Desk | undefined {
  return (
    office.desks.find((one) => one.id === id) ?? office.desks.find((one) => one.id === office.defaultDesk)
  );
}

/** Its lead, the official on duty, and its named members. */
export function membersOf({ lead, onDuty, members = [] }: Desk): readonly string[] {
  return [...new Set([...(lead ? [lead] : []), ...onDuty, ...members])];
}

/** The desks that somebody belongs to. */
export function desksOf(member: string, office: Office): readonly Desk[] {
  return office.desks.filter((one) => membersOf(one).includes(member));
}

/** Whether somebody may see the words of this, whatever her role: not even an administrator who is not a member. */
export function maySee(member: string, subject: { readonly desk: string }, office: Office): boolean {
  const desk = deskOf(subject.desk, office);
  return !desk?.closed || membersOf(desk).includes(member);
}

/**
 * Whether the clerk is told only what the council needs about something at this desk: a closed desk she does not belong
 * to.
 */
export function clerkIsElsewhere(subject: { readonly desk: string }, office: Office): boolean {
  return office.clerk !== undefined && !maySee(office.clerk, subject, office);
}

/**
 * Why somebody may not act against a person on behalf of this desk, whatever her role; undefined when she belongs to
 * it, or when it is an open desk without members.
 */
export function refusedAsOtherDesk(
  member: string,
  subject: { readonly desk: string },
  { office }: Pick<Context, "office">,
): Message | undefined {
  const desk = deskOf(subject.desk, office);
  const members = desk ? membersOf(desk) : [];
  if (members.includes(member) || (members.length === 0 && !desk?.closed)) return undefined;
  return say("officials:refused.otherDesk", {
    desk: { localized: desk?.name ?? {} },
    members: { list: members },
  });
}

/** Why somebody may not do something with it, and whom she can ask; undefined when she may see it. */
export function refusedAsClosed(
  member: string,
  subject: { readonly desk: string },
  context: Pick<Context, "town" | "office">,
): Message | undefined {
  const { office } = context;
  if (maySee(member, subject, office)) return undefined;
  const desk = deskOf(subject.desk, office);
  const members = desk ? membersOf(desk) : [];
  return say("officials:refused.closed", {
    desk: { localized: desk?.name ?? {} },
    members: { list: members.length > 0 ? members : administratorsOf(context) },
  });
}

/** Where the clerk works; else at this desk, unless only its members may see what is there. */
export function deskOfClerk(own: string, office: Office): string {
  const { clerk, desks, defaultDesk } = office;
  const open = desks.filter(({ closed }) => !closed);
  const hers = clerk === undefined ? undefined : desksOf(clerk, office).find(({ closed }) => !closed);
  const here = open.find(({ id }) => id === own);
  return (hers ?? here ?? open.find(({ id }) => id === defaultDesk) ?? open[0])?.id ?? defaultDesk;
}
