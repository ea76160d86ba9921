import type { InputBlock } from "@slack/types";
import { useEffect, useId, useRef } from "react";
import type { SlackValue } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Icon } from "../icons.tsx";
import { Control } from "./control.tsx";
import { useDesk } from "./desk.ts";
import { useFields } from "./fields.ts";

/** Milliseconds. A pause in typing this long counts as done, for fields that report while being filled in. */
const PAUSE_MS = 400;

/** One field of a modal: label, control, hint and error. */
export function InputField({ block, id, at }: { block: InputBlock; id: string; at: string }) {
  const { t } = usePlayground();
  const desk = useDesk();
  const fields = useFields();
  const fieldId = useId();
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  if (!fields) return null;

  const { element } = block;
  const error = fields.errors[id];
  const isGroup = element.type === "radio_buttons" || element.type === "checkboxes";
  const describedBy =
    [block.hint && `${fieldId}-hint`, error && `${fieldId}-error`].filter(Boolean).join(" ") || undefined;

  const change = (value: SlackValue) => {
    fields.change(id, element.action_id ?? "", value);
    if (!block.dispatch_action) return;
    clearTimeout(pause.current);
    const press = {
      type: element.type,
      action_id: element.action_id ?? "",
      block_id: id,
      ...(value.value ? { value: value.value } : {}),
      ...(value.selected_option ? { selected_option: value.selected_option } : {}),
    };
    const values = fields.all();
    const now = { ...values, [id]: { ...values[id], [press.action_id]: value } };
    pause.current = setTimeout(
      () => void desk.press(at, press, undefined, now),
      "value" in value ? PAUSE_MS : 0,
    );
  };

  const label = (
    <>
      {block.label.text}
      {block.optional && <span className="field-optional"> ({t("optional")})</span>}
    </>
  );
  const control = (
    <Control
      element={element}
      value={fields.valueOf(id, element)}
      fieldId={fieldId}
      labelId={`${fieldId}-label`}
      describedBy={describedBy}
      invalid={error !== undefined}
      required={!block.optional}
      modal={at}
      blockId={id}
      onChange={change}
    />
  );
  const under = (
    <>
      {error && (
        <p className="field-error" id={`${fieldId}-error`}>
          <Icon name="warning" size={15} /> {error}
        </p>
      )}
      {block.hint && (
        <p className="field-hint" id={`${fieldId}-hint`}>
          {block.hint.text}
        </p>
      )}
    </>
  );

  if (isGroup) {
    return (
      <fieldset className={error ? "field has-error" : "field"} aria-describedby={describedBy}>
        <legend className="field-label" id={`${fieldId}-label`}>
          {label}
        </legend>
        {control}
        {under}
      </fieldset>
    );
  }
  return (
    <div className={error ? "field has-error" : "field"}>
      <label className="field-label" htmlFor={fieldId} id={`${fieldId}-label`}>
        {label}
      </label>
      {control}
      {under}
    </div>
  );
}
