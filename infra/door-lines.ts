/** What the functions behind the doors write about who knocks, for the alarm that listens to it. */

/** Somebody knocked as only Telegram or Slack does, and was refused. */
export const REFUSED = "refused";

/** Lines that are there only when somebody was let in. */
export const letIn = {
  telegram: ["received", "repeated", "ignored", "try_again", "dead_letter"],
  slack: ["official", "try_again", "too_late", "dead_letter"],
} as const;
