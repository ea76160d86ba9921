import type { SlackValue } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { type Choice, Combobox } from "./combobox.tsx";
import { useDesk } from "./desk.ts";
import { type Fillable, option, type SlackOption } from "./fields.ts";

interface ControlProps {
  element: Fillable;
  value: SlackValue;
  onChange: (value: SlackValue) => void;
  blockId: string;
  /** The modal it stands in, for looking up options. */
  modal: string;
  /** With `labelId` inside a field; with `label` where it stands alone. */
  fieldId?: string;
  labelId?: string;
  label?: string;
  describedBy?: string;
  invalid?: boolean;
  required?: boolean;
}

/** Slack asks for three letters before it looks options up, unless the app says otherwise. */
const LETTERS_BEFORE_SEARCH = 3;

/** The element itself, in Slack's look, as a control that keyboards and screen readers know. */
export function Control(props: ControlProps) {
  const { world, act, t } = usePlayground();
  const { me } = useDesk();
  const { element, value, onChange, fieldId } = props;
  const { type } = element;
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  const common = {
    id: fieldId,
    "aria-label": props.label,
    "aria-describedby": props.describedBy,
    "aria-invalid": props.invalid || undefined,
    "aria-required": props.required || undefined,
    "data-action": element.action_id,
  };
  const list = { ...props, placeholder };

  switch (element.type) {
    case "plain_text_input": {
      const text = value.value ?? "";
      const rest = element.max_length === undefined ? undefined : element.max_length - text.length;
      const change = (next: string) => onChange({ type, value: next === "" ? null : next });
      return (
        <>
          {element.multiline ? (
            <textarea
              {...common}
              className="kit-input"
              rows={4}
              dir="auto"
              maxLength={element.max_length}
              placeholder={placeholder}
              value={text}
              onChange={(event) => change(event.target.value)}
            />
          ) : (
            <input
              {...common}
              className="kit-input"
              type="text"
              dir="auto"
              maxLength={element.max_length}
              placeholder={placeholder}
              value={text}
              onChange={(event) => change(event.target.value)}
            />
          )}
          {rest !== undefined && rest < 100 && <p className="field-left">{t("left", { n: rest })}</p>}
        </>
      );
    }
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return (
        <input
          {...common}
          className="kit-input"
          type={
            element.type === "number_input" ? "number" : element.type === "email_text_input" ? "email" : "url"
          }
          placeholder={placeholder}
          value={value.value ?? ""}
          onChange={(event) => onChange({ type, value: event.target.value || null })}
        />
      );
    case "datepicker":
      return (
        <input
          {...common}
          className="kit-input kit-date"
          type="date"
          value={value.selected_date ?? ""}
          onChange={(event) => onChange({ type, selected_date: event.target.value || null })}
        />
      );
    case "radio_buttons":
    case "checkboxes": {
      const many = element.type === "checkboxes";
      const picked = value.selected_options ?? [];
      const choices = element.options.map((one) => {
        const checked = many
          ? picked.some((other) => other.value === one.value)
          : value.selected_option?.value === one.value;
        return (
          <label key={one.value} className="kit-choice">
            <input
              type={many ? "checkbox" : "radio"}
              name={`${props.modal} ${props.blockId} ${element.action_id}`}
              checked={checked}
              aria-invalid={props.invalid || undefined}
              onChange={(event) => {
                if (!many) return onChange({ type, selected_option: option(one) });
                const others = picked.filter((other) => other.value !== one.value);
                onChange({
                  type,
                  selected_options: event.target.checked ? [...others, option(one)] : others,
                });
              }}
            />
            <span>
              {one.text.text}
              {one.description && <small>{one.description.text}</small>}
            </span>
          </label>
        );
      });
      if (!props.label) return <div className="kit-choices">{choices}</div>;
      return (
        <fieldset className="kit-choices">
          <legend className="unseen">{props.label}</legend>
          {choices}
        </fieldset>
      );
    }
    case "static_select":
    case "multi_static_select": {
      const grouped = element.option_groups?.flatMap((group) =>
        group.options.map((one) => toChoice(option(one), group.label.text)),
      );
      const choices =
        grouped ??
        (element.options ?? []).map((one) => toChoice(option(one), undefined, one.description?.text));
      return <Picker {...list} choices={choices} />;
    }
    case "external_select":
    case "multi_external_select": {
      const search = async (query: string) => {
        const where = {
          member: me.id,
          modal: props.modal,
          action_id: element.action_id ?? "",
          block_id: props.blockId,
        };
        const answer = await act({ do: "slack-options", ...where, value: query });
        return (answer.options ?? []).map((one) => toChoice(one));
      };
      return <Picker {...list} search={search} letters={element.min_query_length ?? LETTERS_BEFORE_SEARCH} />;
    }
    case "users_select":
    case "multi_users_select": {
      const people = world.slack.members.filter((member) => !member.is_bot);
      const choices = people.map((member) => ({ value: member.id, label: member.name }));
      const chosen =
        element.type === "users_select" ? [value.selected_user ?? []].flat() : (value.selected_users ?? []);
      return (
        <Combobox
          {...list}
          many={element.type === "multi_users_select"}
          choices={choices}
          chosen={choices.filter((one) => chosen.includes(one.value))}
          onChange={(next) => {
            const ids = next.map((one) => one.value);
            onChange(
              element.type === "users_select"
                ? { type, selected_user: ids[0] ?? null }
                : { type, selected_users: ids },
            );
          }}
        />
      );
    }
    default:
      return <p className="kit-unsupported">{t("unsupported", { type })}</p>;
  }
}

function toChoice(from: SlackOption, group?: string, more?: string): Choice {
  return { value: from.value, label: from.text.text, group, more };
}

type PickerProps = ControlProps & {
  placeholder?: string;
  choices?: Choice[];
  search?: (query: string) => Promise<Choice[]>;
  letters?: number;
};

/** A list whose value is an option: one, or several. */
function Picker(props: PickerProps) {
  const { element, value, onChange } = props;
  const { type } = element;
  const many = type.startsWith("multi_");
  const picked = many ? (value.selected_options ?? []) : value.selected_option ? [value.selected_option] : [];
  return (
    <Combobox
      {...props}
      many={many}
      chosen={picked.map((one) => toChoice(one))}
      onChange={(next) => {
        const options = next.map((one) => ({
          value: one.value,
          text: { type: "plain_text" as const, text: one.label },
        }));
        onChange(many ? { type, selected_options: options } : { type, selected_option: options[0] ?? null });
      }}
    />
  );
}
