const timeZone = "Europe/Amsterdam";

const tokens: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { year: "numeric", month: "long", day: "numeric", weekday: "long" },
  day_divider_pretty: { month: "long", day: "numeric", weekday: "long" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** Slack's `<!date^…>`: a moment in the reader's own format. */
export function slackDate(
  date: { timestamp: string; format: string; fallback: string },
  language: string,
): string {
  const at = new Date(Number(date.timestamp) * 1000);
  if (Number.isNaN(at.getTime())) return date.fallback;
  const locale = language === "en" ? "en-GB" : language;
  return date.format.replace(/\{(\w+?)(_pretty)?\}/g, (whole, name: string, pretty?: string) => {
    const token = tokens[pretty && !tokens[name] ? `${name}${pretty}` : name];
    return token ? at.toLocaleString(locale, { ...token, timeZone }) : whole;
  });
}
