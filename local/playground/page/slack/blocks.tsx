import type { AnyBlock, ContextBlock, ImageBlock, KnownBlock, SectionBlock } from "@slack/types";
import { type ComponentProps, memo, useMemo } from "react";
import { Message as BlockKit } from "slack-blocks-to-jsx";
import type { Workspace } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { type Desk, useDesk } from "./desk.ts";
import { Pressable } from "./pressable.tsx";
import { slackDate } from "./slack-date.ts";
import { InputField } from "./input-field.tsx";

/** Where a block stands: a message's ts, "home", or a modal's id. */
export interface Place {
  at: string;
  channel?: string;
}

/**
 * Block Kit. Words and pictures are drawn by slack-blocks-to-jsx; what can be pressed or filled in is our own,
 * because the library's buttons and menus report to nobody.
 */
export function Blocks({ blocks, at, channel }: Place & { blocks: readonly AnyBlock[] }) {
  return (
    <div className="kit">
      {blocks.map((block, index) => {
        const id = block.block_id ?? `block-${index}`;
        return <Block key={id} block={block as KnownBlock} id={id} at={at} channel={channel} />;
      })}
    </div>
  );
}

function Block({ block, id, at, channel }: Place & { block: KnownBlock; id: string }) {
  const { t } = usePlayground();
  const desk = useDesk();
  switch (block.type) {
    case "actions":
      return (
        <div className="kit-actions">
          {block.elements.map((element, index) => (
            <Pressable key={element.action_id ?? index} element={element} blockId={id} at={at} channel={channel} />
          ))}
        </div>
      );
    case "input":
      return <InputField block={block} id={id} at={at} />;
    case "section":
      return <Section block={block} id={id} at={at} channel={channel} />;
    case "header":
      return <h3 className="kit-header">{block.text.text}</h3>;
    case "divider":
      return <hr className="kit-divider" />;
    case "image":
      return (
        <figure className="kit-image">
          {block.title && <figcaption>{block.title.text}</figcaption>}
          <a href={imageUrl(block, desk)} target="_blank" rel="noopener noreferrer">
            <img src={imageUrl(block, desk)} alt={block.alt_text} />
          </a>
        </figure>
      );
    case "context":
      return <Drawn block={withUrls(block, desk)} />;
    case "context_actions":
    case "file":
      return <p className="kit-unsupported">{t("unsupported", { type: block.type })}</p>;
    default:
      return <Drawn block={block} />;
  }
}

function Section({ block, id, at, channel }: Place & { block: SectionBlock; id: string }) {
  const desk = useDesk();
  const { accessory, ...words } = block;
  const text = useMemo(() => words, [block]);
  if (!accessory) return <Drawn block={text} />;
  return (
    <div className="kit-section">
      <div className="kit-section-words">
        <Drawn block={text} />
      </div>
      <div className="kit-accessory">
        {accessory.type === "image" ? (
          <img className="kit-thumb" src={imageUrl(accessory, desk)} alt={accessory.alt_text} />
        ) : (
          <Pressable element={accessory} blockId={id} at={at} channel={channel} about={block.text?.text} />
        )}
      </div>
    </div>
  );
}

/** A text without blocks, in Slack's own markup. */
export function Mrkdwn({ text }: { text: string }) {
  const block = useMemo<KnownBlock>(() => ({ type: "section", text: { type: "mrkdwn", text } }), [text]);
  return text ? <Drawn block={block} /> : null;
}

function Drawn({ block }: { block: KnownBlock }) {
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

/** Parsing markup is the slow part, so a block is parsed again only when it changed. */
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

function imageUrl(image: Pick<ImageBlock, "type"> & object, desk: Desk): string {
  if ("image_url" in image && typeof image.image_url === "string") return image.image_url;
  const file = "slack_file" in image && typeof image.slack_file === "object" ? image.slack_file : {};
  return desk.fileUrl(file ?? {});
}

/** The library knows pictures by address only. */
function withUrls(block: ContextBlock, desk: Desk): ContextBlock {
  if (!block.elements.some((element) => element.type === "image" && "slack_file" in element)) return block;
  return {
    ...block,
    elements: block.elements.map((element) =>
      element.type === "image" ? { type: "image", alt_text: element.alt_text, image_url: imageUrl(element, desk) } : element,
    ),
  };
}
