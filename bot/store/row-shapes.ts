import type { Row } from "../ports/rows.ts";

/**
 * The fingerprint of the schema that each kind of row is written by. A row with the same one is as its schema says and
 * is not looked at again; every other row is read by the schema, which also brings it up to date. `npm run shapes`
 * writes them; a test, and `npm run deploy`, refuse a fingerprint that is not its schema's.
 */
export const rowShapes = {
  lane: "_87y4hHT",
  contribution: "VTUNfgzX",
  entry: "HfF4GbAy",
  staff: "mlVRhXfv",
  office: "n22y-Mph",
  notice: "r-lTP1xo",
  posted: "riwpov9h",
  broadcast: "xmH0tbKB",
  chunk: "AaD7sCla",
  progress: "M8zfycbQ",
  listener: "4MUWP_i0",
  participant: "JGrn2mjK",
  process: "WKpj-vu-",
  mark: "zRGNI3ce",
  ballot: "YF7D3hs7",
  response: "WWvTWlhh",
  dead: "p5XtR9RA",
} as const satisfies Readonly<Record<Row["row"], string>>;
