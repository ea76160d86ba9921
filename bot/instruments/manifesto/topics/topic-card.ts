import type { Card } from "../../../core/model/card.ts";
import { type Contribution, type Entry, shownNumber } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Context } from "../../../core/turn.ts";
import { press } from "../names.ts";
import { readTopic } from "../state.ts";
import { youngPeople } from "../voting/told-figures.ts";

/** A topic as the desk sees it: the words first, then whether it is waiting. */
export function topicCard(contribution: Contribution, { now }: Pick<Context, "now">): Card {
  const topic = readTopic(contribution);
  const waits = topic.status.at === "proposed";
  const late = waits && contribution.dueAt !== undefined && contribution.dueAt < now;
  return {
    ref: contribution.id,
    title: say(late ? "officials:manifesto.topicLate" : "officials:manifesto.topic", {
      number: shownNumber(contribution.id),
    }),
    words: topic.words || undefined,
    facts: [
      ...(topic.about
        ? [
            {
              label: say("officials:manifesto.about_topic"),
              value: say(`officials:manifesto.side.${topic.about.side}`, {
                number: shownNumber(topic.about.topic),
              }),
            },
          ]
        : []),
      { label: say("officials:card.language"), value: say(`common:language.${topic.language}`) },
      ...(topic.group
        ? [
            {
              label: say("officials:manifesto.ofGroup"),
              value: say("officials:manifesto.groupSize", { young: youngPeople(topic.group) }),
            },
          ]
        : []),
      ...(waits && contribution.dueAt
        ? [{ label: say("officials:manifesto.lookBy"), value: { moment: contribution.dueAt } }]
        : []),
    ],
    status: say(
      topic.erased ? "officials:manifesto.topicErased" : `officials:manifesto.topicAt.${topic.status.at}`,
    ),
    urgent: late,
    media: topic.media,
    actions: waits
      ? [
          {
            label: say("officials:manifesto.act.publish"),
            press: press("topic", "publish", contribution.id),
            rank: "main",
          },
          {
            label: say("officials:manifesto.act.refuse"),
            press: press("topic", "refuse", contribution.id),
            rank: "plain",
          },
        ]
      : [],
  };
}

export function topicLine(entry: Entry): Message | undefined {
  if (entry.event === "propose") return undefined;
  return say(
    entry.words
      ? `officials:manifesto.thread.${entry.event}Words`
      : `officials:manifesto.thread.${entry.event}`,
    {
      words: entry.words ?? "",
      why: entry.why ?? "",
    },
  );
}
