import type { ActionsBlockElement, Confirm, SectionBlockAccessory } from "@slack/types";
import { useState } from "react";
import type { SlackPress, SlackValue } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Dialog } from "../dialog.tsx";
import { shorten } from "../format.ts";
import { Icon } from "../icons.tsx";
import { useDismiss } from "../use.ts";
import { Control } from "./control.tsx";
import { type Place, useDesk } from "./desk.ts";
import { Mrkdwn } from "./drawn.tsx";
import { initialValue, isFillable, useFields } from "./fields.ts";
import { PlainText } from "./plain-text.tsx";

type Element = ActionsBlockElement | Exclude<SectionBlockAccessory, { type: "image" }>;

/** An element of a message, a modal or a Home that reports at once when it is pressed or chosen. */
export function Pressable(props: Place & { element: Element; blockId: string; about?: string }) {
  const { t } = usePlayground();
  const desk = useDesk();
  const fields = useFields();
  const { element, blockId, at, channel } = props;
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<{ confirm: Confirm; press: SlackPress }>();
  const [local, setLocal] = useState<SlackValue>();

  const report = async (press: SlackPress) => {
    setAsking(undefined);
    setBusy(true);
    await desk.press(at, press, channel, fields?.all());
    setBusy(false);
  };
  const start = (press: SlackPress) => {
    if (busy) return;
    if ("confirm" in element && element.confirm) setAsking({ confirm: element.confirm, press });
    else void report(press);
  };
  const base = { action_id: element.action_id ?? "", block_id: blockId };

  const body = () => {
    if (element.type === "button") {
      const press = { type: "button", ...base, value: element.value };
      const className = `kit-button ${element.style ? `is-${element.style}` : ""}`;
      if (element.url) {
        return (
          <a
            className={className}
            href={element.url}
            target="_blank"
            rel="noopener noreferrer"
            onClick={() => start(press)}
          >
            {element.text.text}
            <span className="unseen"> ({t("opensLink")})</span>
          </a>
        );
      }
      return (
        <button
          type="button"
          className={className}
          aria-label={element.accessibility_label}
          aria-disabled={busy || undefined}
          aria-busy={busy || undefined}
          onClick={() => start(press)}
        >
          {element.text.text}
        </button>
      );
    }
    if (element.type === "overflow")
      return <Overflow element={element} busy={busy} onPress={(press) => start({ ...press, ...base })} />;
    if (isFillable(element)) {
      const value = fields?.valueOf(blockId, element) ?? local ?? initialValue(element);
      const label =
        props.about ?? ("placeholder" in element ? element.placeholder?.text : undefined) ?? t("choose");
      return (
        <Control
          element={element}
          value={value}
          label={shorten(label.replace(/[*_~`]/g, ""), 80)}
          modal={at}
          blockId={blockId}
          onChange={(next) => {
            if (fields) fields.change(blockId, element.action_id ?? "", next);
            else setLocal(next);
            const picked = next.selected_option ?? undefined;
            const words = next.value ?? next.selected_date ?? next.selected_user ?? undefined;
            start({
              type: element.type,
              ...base,
              ...(picked && { selected_option: picked }),
              ...(words && { value: words }),
            });
          }}
        />
      );
    }
    return <p className="kit-unsupported">{t("unsupported", { type: element.type })}</p>;
  };

  return (
    <>
      {body()}
      {asking && (
        <Confirming
          confirm={asking.confirm}
          onClose={() => setAsking(undefined)}
          onConfirm={() => void report(asking.press)}
        />
      )}
    </>
  );
}

/** Slack asks for confirmation before it reports a press that requires it. */
function Confirming(props: { confirm: Confirm; onClose: () => void; onConfirm: () => void }) {
  const { t } = usePlayground();
  const { confirm } = props;
  return (
    <Dialog
      className="slack-confirm"
      title={confirm.title?.text ?? t("confirm")}
      closeLabel={t("close")}
      onClose={props.onClose}
      footer={
        <>
          <button type="button" className="kit-button" onClick={props.onClose}>
            {confirm.deny?.text ?? t("deny")}
          </button>
          <button
            type="button"
            className={`kit-button is-${confirm.style ?? "primary"}`}
            onClick={props.onConfirm}
          >
            {confirm.confirm?.text ?? t("confirm")}
          </button>
        </>
      }
    >
      {confirm.text.type === "mrkdwn" ? (
        <Mrkdwn text={confirm.text.text} verbatim={confirm.text.verbatim} />
      ) : (
        <PlainText text={confirm.text.text} />
      )}
    </Dialog>
  );
}

function Overflow(props: {
  element: Extract<Element, { type: "overflow" }>;
  busy: boolean;
  onPress: (press: Pick<SlackPress, "type" | "selected_option">) => void;
}) {
  const { t } = usePlayground();
  const [open, setOpen] = useState(false);
  const place = useDismiss(open, () => setOpen(false));
  return (
    <div className="menu-place" ref={place}>
      <button
        type="button"
        className="kit-button kit-overflow"
        aria-label={t("moreActions")}
        aria-expanded={open}
        aria-busy={props.busy || undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="dots" />
      </button>
      {open && (
        <div className="menu menu-end slack-menu">
          {props.element.options.map((one) => (
            <button
              key={one.value ?? one.text.text}
              type="button"
              onClick={() => {
                setOpen(false);
                if (one.url) window.open(one.url, "_blank", "noopener");
                const text = { type: "plain_text" as const, text: one.text.text };
                props.onPress({ type: "overflow", selected_option: { text, value: one.value ?? "" } });
              }}
            >
              {one.text.text}
              {one.description && <small>{one.description.text}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
