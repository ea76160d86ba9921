import { needs, reply } from "../../../core/decision.ts";
import { type Age, ageLabel, ageOf, ages, withAge, yearsOf } from "../../../core/model/age.ts";
import { isOf } from "../../../core/model/contribution.ts";
import { readLink, writeLink } from "../../../core/model/deep-link.ts";
import { type Lane, takingPart } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { button, rows } from "../../../core/model/screen.ts";
import { invited as invitedByKernel } from "../../../core/processes/chat-group.ts";
import { cardRead } from "../../../core/processes/group-limits.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import type { Context, Decision, Effect, Turn } from "../../../core/turn.ts";
import { NAME, press } from "../names.ts";
import { manifestoPart } from "../part.ts";
import { record, showCard } from "../record.ts";
import { coreOf, type Manifesto, readManifesto } from "../state.ts";

/** The core group: young people who came through the organiser's invitation and decide how the manifesto is made. */

export function invites(campaign: string): boolean {
  const kind = readLink(campaign)?.kind;
  return kind === "coreGroup" || kind === "manifestoGroup";
}

/** The text after `start=` in the link, or typed after /start. */
export function invitationOf(process: Process): string {
  return writeLink({ kind: "coreGroup", id: process.id, code: readManifesto(process).group?.code ?? "" });
}

/** She followed the organiser's link. */
export function invited(campaign: string, lane: Lane, context: Context): Decision {
  const { kind, id = "", code = "" } = readLink(campaign) ?? {};
  // A youth worker: links of before lead to the same question who she is.
  if (kind === "manifestoGroup" || kind === "facilitated")
    return invitedByKernel(manifestoPart, writeLink({ kind: "facilitated", id, code }), lane, context);
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  const manifesto = isOf(process, NAME) ? readManifesto(process) : undefined;
  if (!process || !manifesto || manifesto.group?.code !== code || !process.open)
    return { lane, effects: reply({ lines: [say("manifesto:invitation.gone")] }) };
  if (inCore(manifesto, lane))
    return { lane, effects: reply({ lines: [say("manifesto:invitation.already")] }) };
  if (coreOf(manifesto).length >= manifesto.most)
    return { lane, effects: reply({ lines: [say("manifesto:invitation.full")] }) };
  const known = ageOf(lane);
  return {
    lane,
    effects: reply(cardRead(manifestoPart, process.card, lane.language, context.town, manifesto), {
      lines: [
        say("manifesto:invitation.ask", { least: manifesto.least, most: manifesto.most }),
        ...(known ? [] : [say("manifesto:age.ask")]),
      ],
      choices: [
        ...(known
          ? [[button(say("manifesto:invitation.yes"), press("join", known, process.id))]]
          : ageButtons("join", process.id)),
        [button(say("manifesto:invitation.no"), press("join", "no", process.id))],
      ],
    }),
  };
}

export function ageButtons(step: string, id: string) {
  return rows(
    ages.map((age) => button(ageLabel(age), press(step, age, id))),
    2,
  );
}

export function inCore(manifesto: Manifesto, { resident }: Pick<Lane, "resident">): boolean {
  return coreOf(manifesto).some((one) => one.resident === resident);
}

/**
 * Whether somebody of this age is invited. Bands that lie partly inside count: nobody is asked for her date of birth.
 */
export function fits(age: Age, { from, to }: Pick<Manifesto, "from" | "to">): boolean {
  const years = yearsOf(age);
  return years.from <= to && (years.to ?? Number.POSITIVE_INFINITY) >= from;
}

/** She answered the invitation with her age, or with no. */
export function join(option: string, process: Process, lane: Lane, context: Context): Turn {
  const manifesto = readManifesto(process);
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line], usesUp: true }) });
  if (option === "no") return only(say("manifesto:invitation.declined"));
  const told = withAge(
    lane,
    ages.find((one) => one === option),
  );
  const age = ages.some((one) => one === option) ? ageOf(told) : undefined;
  if (!age) return only(say("common:stale.alone"));
  if (inCore(manifesto, lane)) return only(say("manifesto:invitation.already"));
  if (!invitedTo(lane, process)) return only(say("manifesto:invitation.gone"));
  if (coreOf(manifesto).length >= manifesto.most) return only(say("manifesto:invitation.full"));
  if (!fits(age, manifesto))
    return {
      ...only(say("manifesto:age.outside", { from: manifesto.from, to: manifesto.to })),
      lane: told,
    };
  const core = [...coreOf(manifesto), { resident: lane.resident, on: context.now }];
  const group = { code: manifesto.group?.code ?? "", members: core };
  const changed = record(process, { ...manifesto, group }, "joined", { actor: "resident" }, context);
  const complete = core.length === manifesto.least;
  return {
    lane: takingPart(told, process.id),
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({
        lines: [
          say("manifesto:core.welcome", { count: core.length, least: manifesto.least }),
          say("manifesto:core.next"),
        ],
        usesUp: true,
      }),
      showCard(process.id),
      ...(complete ? [tellOrganiser(process, say("officials:manifesto.complete", titleOf(process)))] : []),
    ],
  };
}

/**
 * Whether the button is hers to press: only for people who came through the link. A button can be forged, the link
 * cannot.
 */
function invitedTo({ campaign }: Lane, process: Process): boolean {
  return campaign === invitationOf(process);
}

export function tellOrganiser(process: Process, message: Message): Effect {
  return { do: "notify", notice: { kind: "member", member: process.organiser, message } };
}
