import { type ReactNode, useId, useState } from "react";
import type { Faults as FaultSwitches, Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Icon } from "../icons.tsx";

const names = [
  "updateTwice",
  "dieAfterCommit",
  "telegramBusy",
  "telegramLostAnswer",
  "slackSlow",
  "slackBusy",
] as const satisfies (keyof FaultSwitches)[];

/** -1 stays on, as in the servers' counting. */
const often = { once: 1, thrice: 3, always: -1 };

/** Switches that break things, each with its effect in plain words. */
export function Faults({ resident }: { resident: Resident }) {
  const { world, act, t } = usePlayground();
  const [how, setHow] = useState<keyof typeof often>("once");
  const broken = names.filter((name) => world.faults[name] !== 0).map((name) => t(name));
  if (resident.blocked) broken.push(t("blocks", { name: resident.name }));

  return (
    <details className="box faults">
      <summary>
        <h2>
          <Icon name="bolt" size={16} /> {t("faults")}
        </h2>
        {broken.map((words) => (
          <span key={words} className="fault-left">
            {words}
          </span>
        ))}
      </summary>
      <label className="fault-often">
        {t("howOften")}{" "}
        <select value={how} onChange={(event) => setHow(event.target.value as keyof typeof often)}>
          {(["once", "thrice", "always"] as const).map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </select>
      </label>
      <ul>
        {names.map((name) => {
          const left = world.faults[name];
          const impossible = name === "dieAfterCommit" && world.store === "memory";
          return (
            <Switch
              key={name}
              on={left !== 0}
              label={t(name)}
              hint={impossible ? t("needsDynamo") : t(`${name}Hint`)}
              disabled={impossible}
              onChange={(on) => void act({ do: "faults", faults: { [name]: on ? often[how] : 0 } })}
            >
              {left > 0 ? t("timesLeft", { n: left }) : left < 0 ? t("staysOn") : null}
            </Switch>
          );
        })}
        <Switch
          on={resident.blocked}
          label={t("blocks", { name: resident.name })}
          hint={t("blocksHint")}
          onChange={(blocked) => void act({ do: "block", resident: resident.id, blocked })}
        />
      </ul>
    </details>
  );
}

function Switch(props: {
  on: boolean;
  label: string;
  hint: string;
  disabled?: boolean;
  onChange: (on: boolean) => void;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <li className="fault">
      <button
        type="button"
        role="switch"
        className="switch"
        aria-checked={props.on}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        aria-disabled={props.disabled || undefined}
        onClick={() => {
          if (!props.disabled) props.onChange(!props.on);
        }}
      >
        <span className="switch-knob" />
      </button>
      <p>
        <span id={`${id}-label`} className="fault-name">
          {props.label}
        </span>
        {props.children && <span className="fault-left">{props.children}</span>}
        <span id={`${id}-hint`} className="fault-hint">
          {props.hint}
        </span>
      </p>
    </li>
  );
}
