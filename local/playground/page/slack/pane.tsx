import { useEffect, useMemo, useState } from "react";
import type { Member, SlackMessage } from "../../api.ts";
import { Avatar } from "../avatar.tsx";
import { usePlayground } from "../context.ts";
import { languageName } from "../format.ts";
import { AppPage } from "./app-page.tsx";
import { Channel } from "./channel.tsx";
import { type Desk, DeskContext, isDirect, type Open } from "./desk.ts";
import type { Values } from "./fields.ts";
import { Modal } from "./modal.tsx";
import { Sidebar } from "./sidebar.tsx";
import { Thread } from "./thread.tsx";
import { useUnread } from "./unread.ts";

const nothing: Values = {};

/** The officials, and the workspace as the chosen one sees it. */
export function SlackPane() {
  const { world, act, t } = usePlayground();
  const { slack } = world;
  const people = slack.members.filter((member) => !member.is_bot);
  const [meId, setMe] = useState<string>();
  const me = people.find((member) => member.id === meId) ?? people[0];
  const bot = slack.members.find((member) => member.is_bot) ?? {
    id: "bot",
    name: world.bot.name,
    locale: "nl-NL",
    is_bot: true,
  };
  const [open, setOpen] = useState<Open>();
  const [thread, setThread] = useState<{ channel: string; ts: string }>();
  const [filled, setFilled] = useState<Record<string, Values>>({});
  const [menuShown, setMenuShown] = useState(false);
  const now: Open = open ?? { at: "channel", id: slack.channels[0]?.id ?? "" };

  const mine = useMemo(
    () =>
      slack.messages.filter(
        (message) =>
          (message.visible_to === undefined || message.visible_to === me?.id) &&
          (!isDirect(message.channel) || message.dm_with === me?.id || message.user === me?.id),
      ),
    [slack.messages, me?.id],
  );
  const files = useMemo(() => {
    const all = slack.messages.flatMap((message) => message.files ?? []);
    return new Map(all.map((file) => [file.id, file.url]));
  }, [slack.messages]);
  const dm = mine.find((message) => isDirect(message.channel))?.channel;
  const shown = now.at === "channel" ? now.id : now.at === "app" ? dm : undefined;
  const unread = useUnread(me?.id ?? "", mine, shown);

  const desk = useMemo<Desk | undefined>(
    () =>
      me && {
        me,
        bot,
        // For a modal Slack also reports the current values (`view.state.values`).
        press: (at, action, channel, values) =>
          act({ do: "slack-press", member: me.id, at, channel, action, values }),
        openThread: (message: SlackMessage) =>
          setThread({ channel: message.channel, ts: message.thread_ts ?? message.ts }),
        fileUrl: (file) =>
          file.url ?? files.get(file.id ?? "") ?? `/playground/files/${encodeURIComponent(file.id ?? "")}`,
      },
    [me, bot, act, files],
  );
  const modal = me && slack.modals[me.id]?.at(-1);

  useEffect(() => {
    // Closed forms are forgotten: their ids may come back.
    const ids = new Set(Object.values(slack.modals).flatMap((stack) => stack.map((one) => one.id)));
    setFilled((old) => {
      const left = Object.entries(old).filter(([id]) => ids.has(id));
      return left.length === Object.keys(old).length ? old : Object.fromEntries(left);
    });
  }, [slack.modals]);

  if (!me || !desk) return null;

  const go = (next: Open) => {
    setOpen(next);
    setThread(undefined);
    setMenuShown(false);
    if (next.at === "home") void act({ do: "slack-home", member: me.id });
  };
  const become = (id: string) => {
    setMe(id);
    setThread(undefined);
    if (now.at === "home") void act({ do: "slack-home", member: id });
  };

  return (
    <section className="pane pane-slack" aria-label={t("slackPane", { name: me.name })}>
      <People people={people} me={me} onBecome={become} />
      <DeskContext value={desk}>
        <div className="workspace" data-menu={menuShown || undefined}>
          <Sidebar open={now} unread={unread} dm={dm} onGo={go} />
          <div className="workspace-main" data-thread={thread ? "" : undefined}>
            {now.at === "channel" ? (
              <Channel key={now.id} id={now.id} messages={mine} onMenu={() => setMenuShown(true)} />
            ) : (
              <AppPage tab={now.at} dm={dm} messages={mine} onGo={go} onMenu={() => setMenuShown(true)} />
            )}
            {thread && (
              <Thread key={thread.ts} at={thread} messages={mine} onClose={() => setThread(undefined)} />
            )}
          </div>
          {modal && (
            <Modal
              key={modal.id}
              modal={modal}
              filled={filled[modal.id] ?? nothing}
              onFilled={(values) => setFilled((old) => ({ ...old, [modal.id]: values }))}
            />
          )}
        </div>
      </DeskContext>
    </section>
  );
}

/** The officials to choose from. */
function People({ people, me, onBecome }: { people: Member[]; me: Member; onBecome: (id: string) => void }) {
  const { t } = usePlayground();
  return (
    <fieldset className="people">
      <legend className="people-label">{t("youAre")}</legend>
      {people.map((member) => (
        <button
          key={member.id}
          type="button"
          className="person"
          aria-pressed={member.id === me.id}
          onClick={() => onBecome(member.id)}
        >
          <Avatar name={member.name} square size={26} />
          <span className="person-words">
            <span className="person-name">{member.name}</span>
            <span className="person-more" lang={member.locale}>
              {languageName(member.locale.split("-")[0] ?? "nl")}
            </span>
          </span>
        </button>
      ))}
    </fieldset>
  );
}
