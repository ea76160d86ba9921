import type { AnyBlock, ContextBlock, ImageBlock, KnownBlock, SectionBlock } from "@slack/types";
import { useMemo } from "react";
import { usePlayground } from "../context.ts";
import { type Desk, type Place, useDesk } from "./desk.ts";
import { Drawn } from "./drawn.tsx";
import { InputField } from "./input-field.tsx";
import { Pressable } from "./pressable.tsx";

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
            <Pressable
              key={element.action_id ?? index}
              element={element}
              blockId={id}
              at={at}
              channel={channel}
            />
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
          <a
            className="kit-image-link"
            href={imageUrl(block, desk)}
            target="_blank"
            rel="noopener noreferrer"
          >
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
  const { accessory } = block;
  const text = useMemo(() => ({ ...block, accessory: undefined }), [block]);
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
      element.type === "image"
        ? { type: "image", alt_text: element.alt_text, image_url: imageUrl(element, desk) }
        : element,
    ),
  };
}
