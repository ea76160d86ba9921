import { type Message, say } from "../model/message.ts";
import type { Desk, Office } from "../model/staff.ts";
import type { Context } from "../turn.ts";
import { administratorsOf } from "./permissions.ts";

/**
 * Who sees what residents told a desk. A desk can be closed (youth, safety, debts): then its words, photos and search
 * hits are for its members alone, and others see a number, how it stands, a day and the name of the desk. Every place
 * that shows a resident's words to an official asks here.
 */

/** The desk that looks after something; the default one when it is not there any more. */
export function deskOf(id: string, office: Office): Desk | undefined {
  return (
    office.desks.find((one) => one.id === id) ?? office.desks.find((one) => one.id === office.defaultDesk)
  );
}

/** Its lead, who has duty there, and who was made a member. */
export function membersOf({ lead, onDuty, members = [] }: Desk): readonly string[] {
  return [...new Set([...(lead ? [lead] : []), ...onDuty, ...members])];
}

/** The desks that somebody belongs to. */
export function desksOf(member: string, office: Office): readonly Desk[] {
  return office.desks.filter((one) => membersOf(one).includes(member));
}

/** Whether somebody may see the words of this, whatever her role: an administrator who is no member may not either. */
export function maySee(member: string, subject: { readonly desk: string }, office: Office): boolean {
  const desk = deskOf(subject.desk, office);
  return !desk?.closed || membersOf(desk).includes(member);
}

/**
 * Whether the clerk reads about something of this desk only what the council needs: at a closed desk to which she does
 * not belong.
 */
export function clerkIsElsewhere(subject: { readonly desk: string }, office: Office): boolean {
  return office.clerk !== undefined && !maySee(office.clerk, subject, office);
}

/**
 * Why somebody may not act against a person for the desk that looks after this, whatever her role; nothing when she
 * belongs to it, or when it is an open desk that nobody belongs to.
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

/** Why somebody may not do something with it, and whom she can ask; nothing when she may see it. */
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
