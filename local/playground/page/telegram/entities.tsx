import type { MessageEntity } from "@grammyjs/types";
import type { ReactNode } from "react";

/** A text with its entities, nested as Telegram allows; offsets count UTF-16 units, as JavaScript does. */
export function RichText(props: {
  text: string;
  entities?: readonly MessageEntity[];
  onCommand?: (text: string) => void;
}) {
  const sorted = [...(props.entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return <>{weave(props.text, 0, props.text.length, sorted, props.onCommand)}</>;
}

type OnCommand = ((text: string) => void) | undefined;

function weave(
  text: string,
  from: number,
  to: number,
  entities: readonly MessageEntity[],
  onCommand: OnCommand,
): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = from;
  for (const [index, entity] of entities.entries()) {
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to) continue;
    if (entity.offset > at) parts.push(text.slice(at, entity.offset));
    const inner = entities
      .slice(index + 1)
      .filter((other) => other.offset >= entity.offset && other.offset + other.length <= end);
    const words = weave(text, entity.offset, end, inner, onCommand);
    parts.push(
      <Piece
        key={entity.offset}
        entity={entity}
        plain={text.slice(entity.offset, end)}
        words={words}
        onCommand={onCommand}
      />,
    );
    at = end;
  }
  if (at < to) parts.push(text.slice(at, to));
  return parts;
}

function Piece(props: { entity: MessageEntity; plain: string; words: ReactNode[]; onCommand: OnCommand }) {
  const { entity, plain, words, onCommand } = props;
  switch (entity.type) {
    case "bold":
      return <b>{words}</b>;
    case "italic":
      return <i>{words}</i>;
    case "underline":
      return <u>{words}</u>;
    case "strikethrough":
      return <s>{words}</s>;
    case "spoiler":
      return <span className="spoiler">{words}</span>;
    case "code":
      return <code>{words}</code>;
    case "pre":
      return <pre>{words}</pre>;
    case "blockquote":
    case "expandable_blockquote":
      return <blockquote>{words}</blockquote>;
    case "text_link":
      return <Link href={entity.url}>{words}</Link>;
    case "url":
      return <Link href={/^[a-z]+:\/\//i.test(plain) ? plain : `https://${plain}`}>{words}</Link>;
    case "email":
      return <Link href={`mailto:${plain}`}>{words}</Link>;
    case "phone_number":
      return <Link href={`tel:${plain}`}>{words}</Link>;
    case "bot_command":
      return (
        <button type="button" className="inline-link" onClick={() => onCommand?.(plain)}>
          {words}
        </button>
      );
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return <span className="mention">{words}</span>;
    default:
      return <>{words}</>;
  }
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
