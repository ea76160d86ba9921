/** The methods with which a bot chooses how it gets updates. */
import type { Ground } from "./ground.ts";
import { asNumber, asText, type Fields, isTrue, unfold } from "./request-body.ts";
import { badRequest, TelegramError } from "./telegram-error.ts";
import type { Deliveries } from "./telegram-updates.ts";

const LONGEST_POLL_SECONDS = 50;

export function createWebhookMethods(ground: Ground, deliveries: Deliveries) {
  const readAllowed = (value: unknown): string[] | undefined => {
    const list = unfold(value);
    return Array.isArray(list) ? list.map(String) : undefined;
  };
  return {
    setWebhook({ values }: Fields) {
      const url = asText(values.url) ?? "";
      // Telegram wants https; the playground stays on one machine.
      if (url !== "" && !URL.canParse(url)) throw badRequest("bad webhook: invalid URL");
      const secret = asText(values.secret_token);
      if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
        throw badRequest("secret token contains unallowed characters");
      }
      if (isTrue(values.drop_pending_updates)) deliveries.drop();
      ground.webhooks.telegram = url === "" ? undefined : url;
      deliveries.hook.secret = secret;
      deliveries.hook.allowed = readAllowed(values.allowed_updates) ?? deliveries.hook.allowed;
      ground.addStep({ lane: "telegram-out", text: "The bot tells where it wants its updates" });
      deliveries.resume();
      return true;
    },
    deleteWebhook({ values }: Fields) {
      if (isTrue(values.drop_pending_updates)) deliveries.drop();
      ground.webhooks.telegram = undefined;
      return true;
    },
    getWebhookInfo: () => ({
      url: ground.webhooks.telegram ?? "",
      has_custom_certificate: false,
      pending_update_count: deliveries.pendingCount(),
      max_connections: 40,
      ...(deliveries.hook.allowed ? { allowed_updates: deliveries.hook.allowed } : {}),
      ...(deliveries.hook.lastError
        ? {
            last_error_date: Math.floor(deliveries.hook.lastError.at / 1000),
            last_error_message: deliveries.hook.lastError.text,
          }
        : {}),
    }),
    async getUpdates({ values }: Fields) {
      if (ground.webhooks.telegram !== undefined) {
        throw new TelegramError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      deliveries.hook.allowed = readAllowed(values.allowed_updates) ?? deliveries.hook.allowed;
      const limit = Math.min(Math.max(asNumber(values.limit) ?? 100, 1), 100);
      const seconds = Math.min(Math.max(asNumber(values.timeout) ?? 0, 0), LONGEST_POLL_SECONDS);
      return deliveries.poll(asNumber(values.offset) ?? 0, limit, seconds);
    },
  };
}
