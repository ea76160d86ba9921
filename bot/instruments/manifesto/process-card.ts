import { after, MINUTE } from "../../core/calendar/time.ts";
import type { Card, CardAction } from "../../core/model/card.ts";
import type { Entry } from "../../core/model/contribution.ts";
import { type Message, say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context } from "../../core/turn.ts";
import { groupInvitationOf, invitationOf } from "./core-group/core-group.ts";
import { majority } from "./core-group/motion-screen.ts";
import { possibleActs } from "./council/council-acts.ts";
import { agreementLines, press } from "./names.ts";
import { type Manifesto, readManifesto } from "./state.ts";
import { adoptedItems, figureLines } from "./voting/points.ts";
import { youngInGroups, youngPeople } from "./voting/told-figures.ts";

/** A manifesto as the desk sees it: its status, what was promised to young people, and what can be done now. */
export function processCard(process: Process, { town }: Pick<Context, "town">): Card {
  const manifesto = readManifesto(process);
  const { card } = process;
  const { motion, agreement } = manifesto;
  const groupLink = town.telegram && `https://t.me/${town.telegram}?start=${groupInvitationOf(process)}`;
  const link = town.telegram && `https://t.me/${town.telegram}?start=${invitationOf(process)}`;
  return {
    ref: process.id,
    title: say("officials:manifesto.card", { title: { localized: card.title } }),
    facts: [
      { label: say("officials:manifesto.fact.question"), value: { localized: card.question } },
      { label: say("officials:process.level"), value: say(`officials:process.levels.${card.level}`) },
      { label: say("officials:manifesto.fact.decides"), value: { localized: card.decides } },
      {
        label: say("officials:manifesto.fact.answers"),
        value: say("officials:manifesto.answersBy", {
          who: { localized: card.answers },
          day: { date: card.answerBy },
        }),
      },
      {
        label: say("officials:manifesto.fact.ages"),
        value: say("officials:manifesto.between", { from: manifesto.from, to: manifesto.to }),
      },
      {
        label: say("officials:manifesto.fact.core"),
        value: say("officials:manifesto.coreCount", {
          count: manifesto.core.length,
          least: manifesto.least,
          most: manifesto.most,
        }),
      },
      ...(manifesto.at === "forming"
        ? [
            {
              label: say("officials:manifesto.fact.invitation"),
              value: link ?? say("officials:manifesto.typeThis", { code: invitationOf(process) }),
            },
          ]
        : []),
      ...(manifesto.at === "collecting" || manifesto.at === "prioritising"
        ? [
            {
              label: say("officials:manifesto.fact.groups"),
              value: groupLink ?? say("officials:manifesto.typeThis", { code: groupInvitationOf(process) }),
            },
          ]
        : []),
      ...(agreement
        ? [{ label: say("officials:manifesto.fact.agreement"), value: { rows: agreementLines(agreement) } }]
        : []),
      ...(manifesto.items && !manifesto.result
        ? [
            {
              label: say("officials:manifesto.fact.items"),
              value: say("officials:manifesto.itemCount", { count: manifesto.items.length }),
            },
          ]
        : []),
      ...(manifesto.voteUntil && !manifesto.result
        ? [
            {
              label: say("officials:manifesto.fact.voteUntil"),
              value: { moment: after(manifesto.voteUntil, -MINUTE) },
            },
          ]
        : []),
      ...(manifesto.result
        ? [
            {
              label: say("officials:manifesto.fact.result"),
              value: votedTold(manifesto.result),
            },
          ]
        : []),
      ...(manifesto.agenda
        ? [
            {
              label: say("officials:manifesto.fact.agenda"),
              value: { date: manifesto.agenda.day },
              link: manifesto.agenda.link,
            },
          ]
        : []),
      ...(adoptedItems(manifesto).some((one) => one.answer)
        ? [{ label: say("officials:manifesto.fact.figures"), value: { rows: figureLines(manifesto) } }]
        : []),
      ...(motion
        ? [
            {
              label: say("officials:manifesto.fact.motion"),
              value: say("officials:manifesto.motionCount", {
                agreed: motion.agreed.length,
                against: motion.against.length,
                needed: majority(manifesto),
              }),
            },
          ]
        : []),
    ],
    status: say(`officials:manifesto.at.${manifesto.closing ? "closing" : manifesto.at}`),
    media: [],
    actions: actionsFor(process),
  };
}

function votedTold({ voters, grouped }: NonNullable<Manifesto["result"]>): Message {
  const young = youngPeople(voters);
  return grouped > 0
    ? say("officials:manifesto.votedGroups", { young, grouped: youngInGroups(grouped) })
    : say("officials:manifesto.voted", { young });
}

function actionsFor(process: Process): CardAction[] {
  const { at, core, least, closing } = readManifesto(process);
  // Everybody is being told how it ended.
  if (closing) return [];
  const action = (option: string, rank: CardAction["rank"]): CardAction => ({
    label: say(`officials:manifesto.act.${option}`),
    press: press("card", option, process.id),
    rank,
  });
  return [
    ...(at === "forming" && core.length >= least ? [action("agreement", "main")] : []),
    ...(at === "collecting" ? [action("stopCollecting", "plain")] : []),
    ...(at === "clustering"
      ? [action("items", "main"), action("merge", "plain"), action("split", "plain")]
      : []),
    ...possibleActs(readManifesto(process)).map((act, index) =>
      action(act, act === "forceClose" ? "more" : index === 0 ? "main" : "plain"),
    ),
    ...(process.open ? [action("edit", "more")] : []),
  ];
}

export function processLine(entry: Entry): Message | undefined {
  if (entry.event === "open" || entry.event === "tellAuthors") return undefined;
  return say(`officials:manifesto.thread.${entry.event}`, { words: entry.words ?? "", why: entry.why ?? "" });
}
