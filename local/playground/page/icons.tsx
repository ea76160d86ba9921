/**
 * Simple line icons, drawn for this page; the words next to them carry the meaning, so they are hidden from screen
 * readers.
 */
const paths = {
  attach:
    "M20 11.5 12.2 19a5 5 0 0 1-7-7l8.3-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.2a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5",
  send: "M3.5 11.6 20.5 4l-4.6 16.5-4.3-6.4zM11.6 14.1 20.5 4",
  mic: "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  dots: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.2c1.8 2.4 5.2 2.4 7 0M9 9.5v.01M15 9.5v.01",
  photo: "M4 6h16v13H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5v.01",
  place:
    "M12 21c4-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2.5 6.5 6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  reply: "M10 6 4 12l6 6v-4c5 0 8 1.5 10 5-.5-6-4-9-10-9z",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3",
  close: "M6 6l12 12M18 6 6 18",
  check: "M4.5 12.5l5 5L20 7",
  checks: "M2 12.5l4.5 4.5L16 7.5M10 15.5l1.5 1.5L21 7.5",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  keyboard: "M3 6h18v12H3zM7 10v.01M12 10v.01M17 10v.01M7 14h10",
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  thread: "M4 5h16v10H10l-4 4v-4H4z",
  lock: "M12 4.5c5 0 8.5 5 9.5 7.5-1 2.5-4.5 7.5-9.5 7.5S3.5 14.5 2.5 12c1-2.5 4.5-7.5 9.5-7.5zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  down: "M6 9l6 6 6-6",
  left: "M15 5l-7 7 7 7",
  inbox: "M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.5h4l1-2.5h5",
  outbox: "M12 20V7M6.5 12 12 6.5 17.5 12M5 3.5h14",
  scale: "M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z",
  save: "M12 3.5c4.5 0 7.5 1.2 7.5 2.8v11.4c0 1.6-3 2.8-7.5 2.8s-7.5-1.2-7.5-2.8V6.3c0-1.6 3-2.8 7.5-2.8zM4.5 6.3c0 1.6 3 2.8 7.5 2.8s7.5-1.2 7.5-2.8M4.5 12c0 1.6 3 2.8 7.5 2.8s7.5-1.2 7.5-2.8",
  queue: "M4 6h16M4 12h16M4 18h10",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  again: "M20 12a8 8 0 1 1-2.5-5.8M20 3.5V8h-4.5",
  phone: "M7 3h10v18H7zM11 18h2",
  stop: "M7 7h10v10H7z",
  warning: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.01",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
