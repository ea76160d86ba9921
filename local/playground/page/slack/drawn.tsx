import type { KnownBlock, MrkdwnElement } from "@slack/types";
import { type ComponentProps, memo, useMemo } from "react";
import { Message as BlockKit } from "slack-blocks-to-jsx";
import type { Workspace } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { forLibrary } from "./markup.ts";
import { slackDate } from "./slack-date.ts";

/** A text in Slack's own markup. The library would show a `verbatim` text without any markup at all. */
export function Mrkdwn({ text, verbatim = false }: Pick<MrkdwnElement, "text" | "verbatim">) {
  const block = useMemo<KnownBlock>(
    () => ({ type: "section", text: { type: "mrkdwn", text: forLibrary(text, verbatim) } }),
    [text, verbatim],
  );
  return text ? <Drawn block={block} /> : null;
}

/** A block that slack-blocks-to-jsx draws as it is. */
export function Drawn({ block }: { block: KnownBlock }) {
  const { world, theme, language } = usePlayground();
  const { members, channels } = world.slack;
  return <Library block={block} theme={theme} members={members} channels={channels} language={language} />;
}

interface LibraryProps {
  block: KnownBlock;
  theme: "light" | "dark";
  members: Workspace["members"];
  channels: Workspace["channels"];
  language: string;
}

/** Parsing markup is the slow part, so a block is parsed again only when it has changed. */
const Library = memo(function Library({ block, theme, members, channels, language }: LibraryProps) {
  // The library describes the same JSON with types of its own.
  const blocks = [block] as unknown as ComponentProps<typeof BlockKit>["blocks"];
  return (
    <BlockKit
      withoutWrapper
      name=""
      logo=""
      theme={theme}
      blocks={blocks}
      data={{ users: members, channels }}
      hooks={{
        date: (date) => <>{slackDate(date, language)}</>,
        link: ({ href, children }) => (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {children}
          </a>
        ),
      }}
    />
  );
});
