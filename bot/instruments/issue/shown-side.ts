import type { ShownSide } from "../../core/instrument.ts";
import { card, threadLine } from "./desk/card.ts";
import { followers } from "./hearers.ts";
import { NAME, VERSION } from "./names.ts";
import { paperNameOf } from "./paper/paper-name.ts";
import { paperOf } from "./paper/printed.ts";
import { type OfIssue, readIssue } from "./state.ts";

/** What the function that delivers needs of an issue. */
export const issueShown = {
  name: NAME,
  version: VERSION,
  waitsForMaker: (contribution: OfIssue) => {
    const { at } = readIssue(contribution).status;
    return at === "info_requested" || at === "parked";
  },
  mergedInto: (contribution: OfIssue) => {
    const { status } = readIssue(contribution);
    return status.at === "merged" ? status.into : undefined;
  },
  hearers: (contribution: OfIssue) => followers(contribution),
  joined: (contribution: OfIssue) => readIssue(contribution).joined.map(({ issue }) => issue),
  card,
  threadLine,
  paperName: paperNameOf,
  paper: paperOf,
} satisfies ShownSide;
