import type { Deed } from "./telegram-deeds.ts";
import type { Delivery } from "./telegram-delivery.ts";
import type { Residents } from "./telegram-residents.ts";
import type { StoredMessage } from "./telegram-state.ts";

async function arrive(deed: Deed): Promise<Delivery[]> {
  const deliveries = await deed.delivered;
  if (deliveries.some((delivery) => !delivery.delivered))
    throw new Error("The update never reached the bot.");
  return deliveries;
}

async function one(deed: Deed): Promise<StoredMessage> {
  await arrive(deed);
  return deed.messages[0] as StoredMessage;
}

/**
 * Residents' actions, for tests: each resolves when the bot has taken the update with a 2xx, and rejects when Telegram
 * gave up.
 * @param acting the current residents: a reset recreates them
 */
export function createPlayedResidents(acting: () => Residents) {
  return {
    says: async (resident: number, text: string, replyTo?: number) =>
      one(acting().text(resident, text, replyTo)),
    edits: async (resident: number, message: number, text: string) =>
      one(acting().edit(resident, message, text)),
    sendsPhotos: async (
      resident: number,
      images: string[],
      options?: { caption?: string; asFile?: boolean },
    ) => {
      const deed = acting().photo(resident, images, options);
      await arrive(deed);
      return deed.messages;
    },
    records: async (resident: number, audio: string, duration: number) =>
      one(acting().voice(resident, audio, duration)),
    shares: async (
      resident: number,
      latitude: number,
      longitude: number,
      venue?: { title?: string; address?: string },
    ) => one(acting().place(resident, latitude, longitude, venue)),
    sticks: async (resident: number, emoji: string) => one(acting().sticker(resident, emoji)),
    presses: async (resident: number, message: number, data: string) =>
      void (await arrive(acting().press(resident, message, data))),
    blocks: async (resident: number, blocked = true) =>
      void (await arrive(acting().block(resident, blocked))),
    speaks: async (resident: number, language: string) =>
      void (await arrive(acting().language(resident, language))),
  };
}
