import type { Standing, Item as Topic } from "../../../core/processes/kind.ts";
import { ERASED, type Item, type Manifesto, topicWords } from "../state.ts";
import { toSee, withoutTopic, withTopics } from "./items.ts";

/**
 * What can be voted on follows what is shown: a topic that was sent in time and looked at later joins, one that is taken
 * away or back goes, and one whose words about a person were masked says so everywhere. Once people vote it keeps its
 * place and its points, because others gave it their votes.
 */
export function topicChanged({ state, context }: Standing<Manifesto>, { row, state: topic }: Topic) {
  const { at, themes: items = [] } = state;
  const item = items.find((one) => one.topics.includes(row.id));
  if (topic.about !== undefined || (!item && at !== "clustering")) return undefined;
  // Nobody agreed to a list with other topics.
  const listed = (themes: Item[], event: string) => ({ change: { themes, asked: undefined }, event });
  if (!item) return topic.at === "shown" ? listed(withTopics(items, [row]), "joinsLate") : undefined;
  if (topic.at !== "shown" && at === "clustering") {
    const unseen = toSee(items, row.id, context);
    if (unseen.length > 0) return { needs: unseen };
    const event = topic.at === "withdrawn" ? "takeOut" : "topicHidden";
    return listed(withoutTopic(items, row.id, context), event);
  }
  // Several that were put together have words of the organiser.
  if (item.topics.length > 1) return undefined;
  if (topic.at === "shown" && !topic.masked) return undefined;
  const words = topic.at === "shown" ? topicWords(topic) : ERASED;
  if (words === item.words) return undefined;
  return {
    change: { themes: items.map((one) => (one === item ? { ...one, words } : one)) },
    event: topic.at === "shown" ? "topicMasked" : "topicHidden",
  };
}
