/** Characters. Telegram's limit for a message. */
export const MAX_TEXT = 4096;
/** Characters. Telegram's limit for a caption. */
export const MAX_CAPTION = 1024;
