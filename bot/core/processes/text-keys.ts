import type { Ask, Asks, Audience, Consent, KernelGuard, Lifecycle, Step } from "./lifecycle.ts";
import { audiencesInChat, isForResidents, isShared, openStates, peopleOf, rolesThat, some } from "./rows.ts";

/**
 * Every text that a table needs. The kernel reads them by these names, so a test can say which are missing and whoever
 * writes a table knows what to write. No function that is deployed imports this file.
 */

/** A key of a text, as `words` takes it, and what the text is for. */
export interface TextKey {
  readonly key: string;
  /** A sentence for whoever writes it. */
  readonly why: string;
}

/**
 * The keys of all texts of a table, each once: first those that residents read (in a namespace of the table's name),
 * then those of the municipality. Rows that every process has are told in words that all share, and are not in here.
 */
export function textKeysOf(table: Lifecycle): readonly TextKey[] {
  const keys = [...forResidents(table), ...forOfficials(table)];
  return [...new Map(keys.toReversed().map((one) => [one.key, one])).values()].toReversed();
}

type Row = readonly [name: string, step: Step];

/** Those that are told in words of its own. */
function ownRows(table: Lifecycle): readonly Row[] {
  return Object.entries(table.steps).filter(([name]) => !isShared({ table }, { name }));
}

function forResidents(table: Lifecycle): readonly TextKey[] {
  const k = table.name;
  const rows = ownRows(table);
  const { hidden = [] } = table.states;
  const seen = [...openStates(table), ...(table.states.over ?? [])].filter((at) => !hidden.includes(at));
  const ofResidents = rows.filter(([, row]) => isForResidents(row));
  const told = rows.filter(([, row]) => tellsInChat(table, row));
  const agreed = rows.filter(([, { agreed }]) => some(agreed).some((who) => inChat(table, who)));
  return [
    ...seen.map((at) => text(`${k}:at.${at}`, `Where it stands for residents, in state "${at}".`)),
    ...(table.card === false
      ? []
      : [text(`common:process.at.${FORCED}`, "Where it stands after somebody ended it early.")]),
    ...told.map(([row]) => text(`${k}:tells.${row}`, `What residents hear of row "${row}".`)),
    ...ofResidents.map(([row]) => text(`${k}:do.${row}`, `The button by which residents take row "${row}".`)),
    ...ofResidents.flatMap(([row, { asks }]) => questions(`${k}:ask.${row}`, asks)),
    ...agreed.map(([row]) =>
      text(`${k}:asks.${row}`, `What residents are asked to agree to in row "${row}".`),
    ),
    ...choices(`${k}:choice`, [...ofResidents, ...told, ...agreed]),
    ...refusals(k, rows),
    ...owed(`${k}:owed`, rows),
    ...Object.entries(table.parts?.items ?? {}).flatMap(([part, { own, refusals = [] }]) => [
      ...(own?.chat ?? []).map((name) =>
        text(`${k}:item.${part}.${name}`, `What residents read of a "${part}", instead of "${name}" of all.`),
      ),
      ...refusals.map((why) =>
        text(`${k}:item.${part}.why.${why}`, `Why a "${part}" is not shown, for "${why}".`),
      ),
      text(`${k}:item.${part}.start`, `The button by which residents bring in a "${part}".`),
      text(`${k}:item.${part}.ask`, `The question what the "${part}" is.`),
      text(`${k}:item.${part}.see`, `The button by which residents see what others brought in as "${part}".`),
    ]),
    ...(holdsHers(table)
      ? [text(`${k}:name`, "What one of these is called where the words of a resident cannot stand.")]
      : []),
  ];
}

/** Residents bring something in, or begin one, or it stands under one that they began. */
function holdsHers({ card, parts, steps }: Lifecycle): boolean {
  const isBegunByThem = Object.values(steps).some((row) => row.from === "new" && isForResidents(row));
  return parts?.items !== undefined || isBegunByThem || card === false;
}

function forOfficials(table: Lifecycle): readonly TextKey[] {
  const k = `officials:${table.name}`;
  const rows = ownRows(table);
  const taken = rows.filter(([, row]) => rolesThat(row).length > 0);
  const confirmed = rows.filter(
    ([, { agreed }]) => rolesThat({ by: some(agreed).filter(isActor) }).length > 0,
  );
  const begun = taken.some(([, { from }]) => from === "new");
  const forms = table.forms === "own" ? [] : taken;
  const asking = forms.filter(([, { asks, from }]) => asks && from !== "new");
  return [
    text(`${k}.name`, "What this way of taking part is called."),
    ...(begun
      ? [
          text(`${k}.title`, "The title of the form that begins it."),
          text(`${k}.intro`, "What the form that begins it is for."),
          text(`${k}.command`, "What its command does, in Slack's list of commands and in the help."),
        ]
      : []),
    ...Object.values(table.states)
      .flat()
      .map((at) => text(`${k}.at.${at}`, `Where it stands, in state "${at}".`)),
    ...[...taken, ...confirmed].map(([row]) => text(`${k}.act.${row}`, `The button for row "${row}".`)),
    ...asking.map(([row]) => text(`${k}.about.${row}`, `What the form of row "${row}" is for.`)),
    ...forms.flatMap(([row, { asks }]) => labels(`${k}.field.${row}`, asks)),
    ...choices(`${k}.choice`, rows),
    ...rows
      .filter(([, { tells }]) => some(tells).some((to) => ofTown.includes(to)))
      .map(([row]) => text(`${k}.tells.${row}`, `What the municipality hears of row "${row}".`)),
    ...Object.entries(table.parts?.items ?? {}).flatMap(([part, { own, refusals = [] }]) => [
      ...(own?.desk ?? []).map((name) =>
        text(
          `${k}.item.${part}.${name}`,
          `What the municipality reads of a "${part}", instead of "${name}".`,
        ),
      ),
      ...refusals.map((why) => text(`${k}.item.${part}.why.${why}`, `Option "${why}" when it is not shown.`)),
    ]),
    // When it begins its card comes, and nothing is below it yet.
    ...rows
      .filter(([, { from }]) => from !== "new")
      .map(([row]) => text(`${k}.thread.${row}`, `The line below the card when row "${row}" was taken.`)),
    ...owed(`${k}.owed`, rows),
  ];
}

/** The state of whatever somebody ended early, in every table. */
const FORCED = "forced";

function text(key: string, why: string): TextKey {
  return { key, why };
}

const ofTown: readonly Audience[] = ["organiser", "colleagues", "clerk", "owner"];
const ofChat: readonly (Audience | Consent)[] = audiencesInChat;

/** Whether these are residents. An owner is, where a table lets one of the core group be it. */
function inChat(table: Lifecycle, who: Audience | Consent): boolean {
  return who === "owner" ? residentsOwn(table) : ofChat.includes(who);
}

function tellsInChat(table: Lifecycle, { tells }: Step): boolean {
  return some(tells).some((to) => inChat(table, to));
}

function residentsOwn({ steps }: Lifecycle): boolean {
  const owns = (asks: Asks = {}): boolean =>
    Object.values(asks).some((ask) => ask === "owner" || ask === "owner?" || owns(recordOf(ask)));
  return Object.values(steps).some(({ asks }) => owns(asks));
}

/** The group is nobody of the workspace. */
function isActor(who: Consent): who is Exclude<Consent, "group"> {
  return who !== "group";
}

/** What each row of a list holds; undefined for any other field. */
function recordOf(ask: Ask): Asks | undefined {
  const [first] = typeof ask === "string" ? [] : ask;
  return typeof first === "object" ? first : undefined;
}

/** Whether a list holds one text each: it is asked as one field, a line for each. */
function isPlain(record: Asks): boolean {
  const [first, ...others] = Object.values(record);
  return others.length === 0 && (first === "words" || first === "words?");
}

/** In the chat: each field, and each field of a list. Who keeps a promise is asked in words that all share. */
function questions(under: string, asks: Asks = {}): readonly TextKey[] {
  return Object.entries(asks).flatMap(([field, ask]) => {
    const record = recordOf(ask);
    if (record) return questions(`${under}.${field}`, record);
    const is = typeof ask === "string" ? ask.replace("?", "") : "choice";
    return notInChat.has(is) ? [] : [text(`${under}.${field}`, `The question for "${field}".`)];
  });
}

/** What the organiser fills in, and the question that is the same everywhere. */
const notInChat = new Set(["colleague", "groups", "file", "owner"]);

/** On a form: every field has its label; a list of records has no field of its own. */
function labels(under: string, asks: Asks = {}): readonly TextKey[] {
  return Object.entries(asks).flatMap(([field, ask]) => {
    const record = recordOf(ask);
    // A form takes no photo.
    if (ask === "photo" || ask === "photo?") return [];
    return record && !isPlain(record)
      ? labels(`${under}.${field}`, record)
      : [text(`${under}.${field}`, `The label of "${field}".`)];
  });
}

function choices(under: string, rows: readonly Row[]): readonly TextKey[] {
  return rows.flatMap(([, { asks }]) => options(under, asks));
}

function options(under: string, asks: Asks = {}): readonly TextKey[] {
  return Object.entries(asks).flatMap(([field, ask]) => {
    const record = recordOf(ask);
    if (record) return options(under, record);
    const all = typeof ask === "string" ? [] : ask.filter((one) => typeof one === "string" && one !== "");
    return all.map((one) => text(`${under}.${field}.${one}`, `Option "${one}" of "${field}".`));
  });
}

const ofKernel = ["promisesSettled", "groupComplete"] as const satisfies readonly KernelGuard[];

/** People hear why not now; the clock looks again. */
function refusals(k: string, rows: readonly Row[]): readonly TextKey[] {
  return rows.flatMap(([row, step]) => {
    const { guard } = step;
    if (guard === undefined || peopleOf(step).length === 0) return [];
    const isShared = ofKernel.some((one) => one === guard);
    const key = isShared ? `common:process.not.${guard}` : `${k}:not.${guard}`;
    return [text(key, `Why row "${row}" cannot be taken yet.`)];
  });
}

function owed(under: string, rows: readonly Row[]): readonly TextKey[] {
  return rows
    .filter(([, step]) => step.due && peopleOf(step).length > 0)
    .map(([row]) => text(`${under}.${row}`, `What is owed in row "${row}", as a noun phrase.`));
}
