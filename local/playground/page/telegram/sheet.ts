/** What slides up over the chat: choosing a photo, choosing a place, recording a voice message. */
export type Sheet = "photo" | "place" | "voice";
