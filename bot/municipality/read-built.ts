import type { Municipality } from "../core/model/municipality.ts";
import { ConfigurationProblem } from "../runtime/config-problem.ts";

/** A municipality as the handlers read it: checked once and written as JSON, next to the code. */
interface Built {
  /** Version of the structure below; another version of the software may expect another. */
  readonly version: number;
  readonly town: Municipality;
}

/** Goes up whenever `municipalitySchema` changes so that an older file no longer fits. */
const VERSION = 2;

/** @param town as `readMunicipality` returned it: complete and checked */
export function buildMunicipality(town: Municipality): string {
  return JSON.stringify({ version: VERSION, town } satisfies Built);
}

/**
 * Reads what `buildMunicipality` wrote when the functions were built or `npm start` began. It is not checked again:
 * every start of a function would pay for learning what was known when it was built.
 * @throws ConfigurationProblem when it was written by another version, or is something else
 */
export function readBuilt(json: string, fileName: string): Municipality {
  const built = parsed(json);
  if (built?.version === VERSION) return built.town;
  throw new ConfigurationProblem([
    `MUNICIPALITY: ${fileName} was not built by this version; run npm start or npm run deploy again`,
  ]);
}

function parsed(json: string): Built | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
