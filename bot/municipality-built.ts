import { ConfigurationProblem } from "./configuration-problem.ts";
import { type Municipality, municipalitySchema } from "./core/municipality.ts";

/**
 * A municipality as the handlers read it: JSON, made from its YAML file when the functions are built or
 * `npm start` begins (`readMunicipality`), so that no function carries a reader of YAML.
 * @throws ConfigurationProblem when it was not made by the same version of the software
 */
export function municipalityFrom(json: string, fileName: string): Municipality {
  const town = municipalitySchema.safeParse(parsed(json));
  if (town.success) return town.data;
  throw new ConfigurationProblem([
    `MUNICIPALITY: ${fileName} was not built by this version; run npm start or npm run deploy again`,
  ]);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
