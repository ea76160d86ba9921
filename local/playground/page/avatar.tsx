const colours = ["#b3401f", "#7a4bb5", "#1f6fb2", "#23774a", "#a3306b", "#8a5a00", "#0f7378", "#4a57b8"];

/** A coloured circle (or Slack's rounded square) with initials; the name is next to it. */
export function Avatar({ name, square, size = 36 }: { name: string; square?: boolean; size?: number }) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0))
    .join("");
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  const style = {
    background: colours[sum % colours.length],
    width: size,
    height: size,
    fontSize: size * 0.4,
  };
  return (
    <span className={square ? "avatar avatar-square" : "avatar"} style={style} aria-hidden="true">
      {initials}
    </span>
  );
}

/** The bot's avatar: two overlapping speech balloons. */
export function BotAvatar({ square, size = 36 }: { square?: boolean; size?: number }) {
  return (
    <span
      className={square ? "avatar avatar-square bot" : "avatar bot"}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      <svg aria-hidden="true" viewBox="0 0 36 36" width={size} height={size} focusable="false">
        <path
          d="M8 11h11a4 4 0 0 1 4 4v3a4 4 0 0 1-4 4h-6l-4 4v-4.3A4 4 0 0 1 6 18v-3z"
          fill="#fff"
          fillOpacity=".95"
        />
        <path
          d="M26 15.5a4 4 0 0 1 3 3.8v2.5a4 4 0 0 1-2.5 3.7V29l-4-3.5H18l2.5-2.2a5.2 5.2 0 0 0 4.8-5z"
          fill="#fff"
          fillOpacity=".7"
        />
      </svg>
    </span>
  );
}
