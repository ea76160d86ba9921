/** The lines that the functions behind the webhooks log about callers, for the alarm that watches them. */

/** A caller looked like Telegram or Slack, and was refused. */
export const REFUSED = "refused";

/** Lines that appear only when a caller was let in. */
export const letIn = {
  telegram: ["received", "repeated", "ignored", "try_again", "dead_letter"],
  slack: ["official", "try_again", "too_late", "dead_letter"],
} as const;
