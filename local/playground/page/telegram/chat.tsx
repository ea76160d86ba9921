import { useEffect, useMemo, useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { longDay, sameDay } from "../format.ts";
import { Scroller } from "../scroller.tsx";
import { Bubble } from "./bubble.tsx";
import type { ChatMessage } from "./chat-message.ts";

/** Milliseconds. A button that gets no answer becomes usable again after this. */
const WAIT_AT_MOST_MS = 8000;

/** Photos sent together share one bubble. */
function inAlbums(messages: readonly ChatMessage[]): ChatMessage[][] {
  const groups: ChatMessage[][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const album = message.media_group_id;
    if (album && last?.[0]?.media_group_id === album && last[0].from_bot === message.from_bot)
      last.push(message);
    else groups.push([message]);
  }
  return groups;
}

export function Chat(props: {
  resident: Resident;
  onReply: (message: ChatMessage) => void;
  onEdit: (message: ChatMessage) => void;
}) {
  const { world, act, t, language } = usePlayground();
  const { resident } = props;
  const groups = useMemo(() => inAlbums(resident.messages), [resident.messages]);
  const [waiting, setWaiting] = useState<string>();
  const told = world.bot.about;
  const about = told[resident.language] ?? told[resident.language.split("-")[0] ?? ""] ?? told[""] ?? told.en;

  const press = async (message: number, data: string) => {
    setWaiting(`${message} ${data}`);
    const answer = await act({ do: "press", resident: resident.id, message, data });
    if (!answer.ok) setWaiting(undefined);
  };
  // The action returns at once; the bot's answer, in the chat or as a toast, ends the wait.
  // biome-ignore lint/correctness/useExhaustiveDependencies: any news in this chat is the answer
  useEffect(() => setWaiting(undefined), [resident.messages, resident.toast]);
  useEffect(() => {
    if (waiting === undefined) return;
    const timer = setTimeout(() => setWaiting(undefined), WAIT_AT_MOST_MS);
    return () => clearTimeout(timer);
  }, [waiting]);

  return (
    <Scroller
      className="chat"
      log
      subject={resident.id}
      content={resident.messages}
      label={t("chatWith", { name: world.bot.name })}
    >
      <div className="chat-messages">
        {groups.length === 0 && about && (
          <div className="about">
            <b>{t("whatCanItDo")}</b>
            <p dir="auto">{about}</p>
          </div>
        )}
        {groups.map((group, index) => {
          const first = group[0];
          if (!first) return null;
          const date = new Date(first.date * 1000);
          const before = groups[index - 1]?.[0];
          const after = groups[index + 1]?.[0];
          const newDay = !before || !sameDay(new Date(before.date * 1000), date);
          return (
            <div key={first.message_id} className="chat-row">
              {newDay && <p className="chat-day">{longDay(date, language)}</p>}
              <Bubble
                group={group}
                first={newDay || before?.from_bot !== first.from_bot}
                last={after?.from_bot !== first.from_bot}
                waiting={waiting}
                editable={!first.from_bot && first.text !== undefined && !resident.blocked}
                onPress={press}
                onReply={props.onReply}
                onEdit={props.onEdit}
                onCommand={(command) => void act({ do: "text", resident: resident.id, text: command })}
              />
            </div>
          );
        })}
      </div>
    </Scroller>
  );
}
