/** A zero-width character that separates characters which the library would otherwise combine. */
const APART = "\u2060";

/**
 * slack-blocks-to-jsx reads more into a text than Slack does: it turns `&lt;!channel&gt;` back into a
 * mention, reads a bare @channel as one, and a line that begins with # as Markdown. Such characters are
 * separated here, outside the `<…>` that Slack itself reads.
 * @param verbatim Slack leaves bare addresses alone
 */
export function forLibrary(text: string, verbatim: boolean): string {
  return text
    .split(/(<[^<>]*>)/)
    .map((part, index) => (index % 2 === 1 ? part : keepApart(part, verbatim)))
    .join("");
}

function keepApart(text: string, verbatim: boolean): string {
  const calm = text
    .replaceAll("&lt;", `&lt;${APART}`)
    .replaceAll(/@(?=channel|here|everyone)/g, `@${APART}`)
    .replaceAll(/^(?=#|\||\d+[.)]\s)/gm, APART);
  return verbatim ? calm.replaceAll(/(:)(?=\/\/)|(www)(?=\.)/g, `$1$2${APART}`) : calm;
}
