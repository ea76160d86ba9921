import { needs, reply } from "../decision.ts";
import { isOf } from "../model/contribution.ts";
import { readLink, writeLink } from "../model/deep-link.ts";
import { type Lane, takingPart } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import { button } from "../model/screen.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { startAsking } from "./chat-rows.ts";
import { movedOf, withParents } from "./children.ts";
import { facilitates } from "./facilitated.ts";
import { cardRead } from "./group-limits.ts";
import type { AnyKind } from "./kind.ts";
import { readStage, recorded, showCard, standingOf } from "./record.ts";
import { doPress } from "./row-button.ts";
import { stateIs } from "./rows.ts";
import { titleOf } from "./shown-values.ts";
import { rootOf, toOfficials } from "./telling.ts";

/** The core group: people who came through the organiser's link, and decide together. */

/** Part of the link to the core group of a process, after `start=`. */
export function groupLink(kind: AnyKind, process: Process): string | undefined {
  const { group } = readStage(kind, process);
  return group && writeLink({ kind: "group", id: process.id, code: group.code });
}

/** She followed the link. */
export function invited(kind: AnyKind, campaign: string, lane: Lane, context: Context): Decision {
  const link = readLink(campaign);
  const { id = "", code } = link ?? {};
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (link?.kind === "facilitated") return asksWho(kind, process, code, lane, context);
  if (!isOf(process, kind.table.name)) return only(say("common:process.group.gone"));
  const { state } = standingOf(kind, process, context);
  const part = kind.table.parts?.group;
  if (!part || !state.group || state.group.code !== code || stateIs(kind.table, state.at) === "over")
    return only(say("common:process.group.gone"));
  if (state.group.members.some(({ resident }) => resident === lane.resident))
    return only(say("common:process.group.already"));
  if (state.group.members.length >= part.most) return only(say("common:process.group.full"));
  return {
    lane,
    effects: reply(cardRead(kind, process.card, lane.language, context.town, state), {
      lines: [say("common:process.group.ask", { least: part.least, most: part.most })],
      choices: [
        [button(say("common:process.group.yes"), { ...doPress(kind, "yes", id), step: "join" })],
        [button(say("common:process.group.no"), { ...doPress(kind, "no", id), step: "join" })],
      ],
    }),
  };
}

/** A youth worker followed her link: she says who she is, once. */
function asksWho(
  kind: AnyKind,
  process: Process | null,
  code: string | undefined,
  lane: Lane,
  context: Context,
): Decision {
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (!isOf(process, kind.table.name)) return only(say("common:process.group.gone"));
  const { state } = standingOf(kind, process, context);
  if (!state.facilitated || state.facilitated.code !== code || stateIs(kind.table, state.at) === "over")
    return only(say("common:process.group.gone"));
  if (state.facilitated.workers.some(({ resident }) => resident === lane.resident))
    return only(say("common:process.facilitated.already"));
  const asks = startAsking(kind, facilitates(process), lane, context, () => only(say("common:stale.alone")));
  if ("needs" in asks) return asks;
  const welcome = reply({ lines: [say("common:process.facilitated.welcome", titleOf(process))] });
  return { ...asks, effects: [...welcome, ...asks.effects] };
}

/** The link for youth workers of a process. */
export function facilitatedLink(kind: AnyKind, process: Process): string | undefined {
  const { facilitated } = readStage(kind, process);
  return facilitated && writeLink({ kind: "facilitated", id: process.id, code: facilitated.code });
}

/** She answered the invitation. A button can be forged, the link cannot. */
export function joined(
  kind: AnyKind,
  option: string,
  process: Process,
  lane: Lane,
  context: Context,
): Decision {
  const standing = standingOf(kind, process, context);
  const { state } = standing;
  const part = kind.table.parts?.group;
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line], usesUp: true }) });
  if (option !== "yes") return only(say("common:process.group.declined"));
  if (!state.group || !part || lane.campaign !== groupLink(kind, process))
    return only(say("common:process.group.gone"));
  const { members } = state.group;
  if (members.some(({ resident }) => resident === lane.resident))
    return only(say("common:process.group.already"));
  if (members.length >= part.most) return only(say("common:process.group.full"));
  const group = { ...state.group, members: [...members, { resident: lane.resident, on: context.now }] };
  const next = { ...state, group };
  const changed = recorded(kind, standing, next, "joined", { actor: "resident" });
  const complete = group.members.length === part.least;
  return withParents(
    {
      lane: takingPart(lane, rootOf(standing)),
      processes: [changed.process],
      entries: [changed.entry],
      effects: [
        ...reply({
          lines: [say("common:process.group.welcome", { count: group.members.length, least: part.least })],
          usesUp: true,
        }),
        ...(complete
          ? toOfficials("organiser", say("officials:process.groupComplete", titleOf(process)), standing)
          : []),
        showCard(process),
      ],
    },
    movedOf(kind, process.id, state, next, true),
    context,
  );
}
