import { inRows } from "../decision.ts";
import { allows, type Lane, type Purpose, purposes } from "../model/lane.ts";
import { say } from "../model/message.ts";
import { button, corePress, type Screen } from "../model/screen.ts";
import { readToggle, writeToggle } from "../model/toggle.ts";
import type { Context } from "../turn.ts";

/** What she allows: shown as buttons, and kept as choices with their moment and text. */

/** Goes up whenever the wording of the privacy notice or a permission changes; stored with each acceptance. */
export const PRIVACY_TEXT = "2027-01";

/** At most this many choices are kept for each permission (our limit). */
const CHOICES_KEPT = 10;

/** Each optional permission is a button that says, in words, whether it is on. */
export function permissions(lane: Lane): Screen {
  const choices = purposes.map((purpose) => [
    button(
      say(allows(lane, purpose) ? "common:permission.on" : "common:permission.off", {
        what: say(`common:permission.${purpose}`),
      }),
      corePress("allow", writeToggle({ id: purpose, puts: !allows(lane, purpose) })),
    ),
  ]);
  return {
    lines: [
      say("common:permission.intro"),
      ...inRows(purposes.map((purpose) => say(`common:permission.about.${purpose}`))),
    ],
    choices: [...choices, [button(say("common:done"), corePress("allow", "done"))]],
  };
}

/** Allows this or no longer, as the button says; one of before only names it, and stands for the other of the two. */
export function choosePermission(option: string, lane: Lane, context: Context): Lane {
  const toggle = readToggle(option);
  const purpose = purposes.find((one): one is Purpose => one === (toggle?.id ?? option));
  if (!purpose) return lane;
  const granted = toggle?.puts ?? !allows(lane, purpose);
  if (toggle && granted === allows(lane, purpose)) return lane;
  const permission = {
    purpose,
    granted,
    text: PRIVACY_TEXT,
    language: lane.language,
    at: context.now,
  };
  // Only the latest choices for each permission are kept as proof: a button can be pressed endlessly.
  const same = lane.permissions.filter((one) => one.purpose === purpose);
  const oldest = same.length >= CHOICES_KEPT ? same[0] : undefined;
  return { ...lane, permissions: [...lane.permissions.filter((one) => one !== oldest), permission] };
}
