import type {
  AnyBlock,
  ContextBlock,
  ImageBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from "@slack/types";
import { usePlayground } from "../context.ts";
import { type Desk, type Place, useDesk } from "./desk.ts";
import { Drawn, Mrkdwn } from "./drawn.tsx";
import { InputField } from "./input-field.tsx";
import { PlainText } from "./plain-text.tsx";
import { Pressable } from "./pressable.tsx";

/**
 * Block Kit. Markup is drawn by slack-blocks-to-jsx. We draw plain text ourselves, because the library reads markup
 * in it where Slack does not; and everything that can be pressed or filled in, because its buttons report to nobody.
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
      return (
        <h3 className="kit-header" dir="auto">
          {block.text.text}
        </h3>
      );
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
      return <Context block={block} />;
    case "context_actions":
    case "file":
      return <p className="kit-unsupported">{t("unsupported", { type: block.type })}</p>;
    default:
      return <Drawn block={block} />;
  }
}

/** A text object of either kind. */
function Text({ text, small }: { text: PlainTextElement | MrkdwnElement; small?: boolean }) {
  return text.type === "plain_text" ? (
    <PlainText text={text.text} small={small} />
  ) : (
    <Mrkdwn text={text.text} verbatim={text.verbatim} />
  );
}

function Context({ block }: { block: ContextBlock }) {
  const desk = useDesk();
  return (
    <div className="kit-context">
      {block.elements.map((element, index) =>
        element.type === "image" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other identity
          <img key={index} src={imageUrl(element, desk)} alt={element.alt_text} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other identity
          <Text key={index} text={element} small />
        ),
      )}
    </div>
  );
}

function Section({ block, id, at, channel }: Place & { block: SectionBlock; id: string }) {
  const desk = useDesk();
  const { accessory } = block;
  const text = (
    <>
      {block.text && <Text text={block.text} />}
      {block.fields && (
        <div className="kit-fields">
          {block.fields.map((field, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other identity
            <div key={index}>
              <Text text={field} />
            </div>
          ))}
        </div>
      )}
    </>
  );
  if (!accessory) return text;
  return (
    <div className="kit-section">
      <div className="kit-section-words">{text}</div>
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
