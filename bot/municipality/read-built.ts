import type { Municipality } from "../core/model/municipality.ts";
import { ConfigurationProblem } from "../runtime/config-problem.ts";

/** A municipality as the handlers read it: checked once and written down as JSON, beside what runs. */
interface Built {
  /** Of the shape of what follows; another version of the software may want another. */
  readonly version: number;
  readonly town: Municipality;
}

/** Goes up whenever `municipalitySchema` changes in a way that an older file does not fit. */
const VERSION = 2;

/** @param town as `readMunicipality` gave it: complete and checked */
export function buildMunicipality(town: Municipality): string {
  return JSON.stringify({ version: VERSION, town } satisfies Built);
}

/**
 * Reads what `buildMunicipality` wrote when the functions were built or `npm start` began. It is not checked
 * again: a function would pay for that at each start, to be told what it was told when it was built.
 * @throws ConfigurationProblem when it was made by another version, or is something else
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
