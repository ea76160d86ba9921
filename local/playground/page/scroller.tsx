import type { ReactNode } from "react";
import { useFollow } from "./use.ts";

/**
 * A scrolling list that stays at its end while the reader is there. It can be reached and scrolled with the
 * keyboard; as a log, its updates are read aloud.
 */
export function Scroller(props: {
  label: string;
  className: string;
  /** What is being read: a different one starts at its end. */
  subject: unknown;
  /** Changes when there is something new to follow. */
  content: unknown;
  log?: boolean;
  children: ReactNode;
}) {
  const place = useFollow(props.subject, props.content);
  return (
    <section
      ref={place}
      className={props.className}
      tabIndex={0}
      role={props.log ? "log" : undefined}
      aria-live={props.log ? "polite" : undefined}
      aria-label={props.label}
    >
      {props.children}
    </section>
  );
}
