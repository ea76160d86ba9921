/** Characters of a message, by Telegram's limit. */
export const MAX_TEXT = 4096;
/** Characters of the words under a file, by Telegram's limit. */
export const MAX_CAPTION = 1024;
