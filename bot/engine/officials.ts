import { isContributionId } from "../core/model/contribution.ts";
import { type VoterToken, voterToken } from "../core/model/ids.ts";
import type { OfficialInput } from "../core/model/input.ts";
import { isProcessId } from "../core/model/process.ts";
import { startOffice } from "../core/officials/office.ts";
import { decideOfficial } from "../core/officials/router.ts";
import type { Context } from "../core/turn.ts";
import { ofOfficials } from "../instruments/registry.ts";
import type { App, Immediate } from "../ports/app.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { readAhead } from "../ports/read-ahead.ts";
import type { RowName } from "../ports/store.ts";
import type { Arrangement } from "./cached-reads.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { resolveNeeds } from "./needs.ts";
import { ATTEMPTS, createLoop, type LoopPorts } from "./turn-context.ts";

export type OfficialPorts = LoopPorts & Pick<Ports, "workplace" | "log" | "reads">;

/**
 * Handles what officials, organisers and clerks do.
 * @param arrangement the cached arrangement, cleared when one of them changes it, if residents share the same cache
 */
export function createOfficials(
  ports: OfficialPorts,
  arrangement?: Arrangement,
): Pick<App, "official" | "setAside"> {
  const { store, log, town, workplace, secrecy } = ports;
  const { contextFor, commit } = createLoop(ports, ofOfficials);

  /**
   * A colleague's tokens in a process, derived from a different name than a resident's so that no chat can share them.
   */
  function tokensOf(member: string, process: string): readonly [VoterToken, ...VoterToken[]] {
    const [newest, ...older] = secrecy.deriveAll("staff answer", `${member}#${process}`);
    const token = (hash: string) => voterToken(hash.slice(0, 32));
    return [token(newest), ...older.map(token)];
  }

  const official: App["official"] = async (input) => {
    const who = workplace.member(input.official);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [{ language, outsider }, reads] = await Promise.all([who, readAhead(store, knownNames(input))]);
      const [staff, office] = await Promise.all([reads.staff(input.official), reads.office()]);
      const context: Context = {
        ...contextFor(input.id, attempt),
        language,
        // A member who cannot be looked up keeps the roles she was given, and gets none of the roles that need a
        // look-up.
        ...(outsider && outsider !== "unknown" && { outsider }),
        staff,
        office: office ?? startOffice(town),
      };
      const turn = await resolveNeeds(
        reads,
        context,
        undefined,
        (seen) => decideOfficial(input, { ...context, ...seen }, ofOfficials),
        {
          reads: ports.reads,
          outsider: async (member) => (await workplace.member(member)).outsider ?? null,
          voter: (process) => tokensOf(input.official, process),
        },
      );
      try {
        await commit(turn, context, { input: input.id });
      } catch (error) {
        if (error instanceof Conflict) continue;
        throw error;
      }
      if (turn.office) arrangement?.forget();
      log.info("official", { type: input.type, attempt });
      const effects = turn.effects.filter(
        (one): one is Immediate => one.do !== "reply" && one.do !== "notify",
      );
      return { effects, language };
    }
    throw new Conflict(`still in conflict after ${ATTEMPTS} attempts`);
  };

  return { official, setAside: createDeadLetters(ports) };
}

/** The rows that are certainly looked at, and the one that a button or a form names: known before the first is read. */
function knownNames(input: OfficialInput): readonly RowName[] {
  const always: readonly RowName[] = [{ row: "staff", id: input.official }, { row: "office" }];
  const ref = input.type === "chose" ? input.press.ref : "form" in input ? input.form.ref : undefined;
  if (ref === undefined) return always;
  if (isProcessId(ref)) return [...always, { row: "process", id: ref }];
  return isContributionId(ref) ? [...always, { row: "contribution", id: ref }] : always;
}
