import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./icons.tsx";

const focusable =
  "a[href],button:not([disabled]),input:not([disabled]),textarea:not([disabled]),select:not([disabled]),[tabindex='0']";

/**
 * A dialog inside one of the panes: the focus moves in, Tab stays in, Escape closes, and the focus goes back
 * to where it was. The other pane stays usable with the mouse, to watch both sides of a conversation.
 */
export function Dialog(props: {
  title: string;
  closeLabel: string;
  onClose: () => void;
  className: string;
  children: ReactNode;
  footer?: ReactNode;
  /** Changes when new content replaces the old: then the focus starts again. */
  subject?: string;
}) {
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject starts at its first field
  useEffect(() => {
    const inside = [...(box.current?.querySelectorAll<HTMLElement>(focusable) ?? [])];
    const first = inside.find((element) => !element.closest(".dialog-head")) ?? inside[0] ?? box.current;
    first?.focus();
  }, [props.subject]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      props.onClose();
    }
    if (event.key !== "Tab") return;
    const inside = [...(box.current?.querySelectorAll<HTMLElement>(focusable) ?? [])];
    const edge = event.shiftKey ? inside[0] : inside.at(-1);
    if (document.activeElement === edge || document.activeElement === box.current) {
      event.preventDefault();
      (event.shiftKey ? inside.at(-1) : inside[0])?.focus();
    }
  };

  return (
    <div className={`dialog-cover ${props.className}`}>
      <div
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        ref={box}
        onKeyDown={onKeyDown}
      >
        <div className="dialog-head">
          <h2 id={titleId}>{props.title}</h2>
          <button type="button" className="icon-button" aria-label={props.closeLabel} onClick={props.onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="dialog-body">{props.children}</div>
        {props.footer && <div className="dialog-foot">{props.footer}</div>}
      </div>
    </div>
  );
}
