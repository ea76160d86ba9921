/**
 * `npm run manifest`: prints the Slack app's manifest, to paste at api.slack.com → Create New App → From a
 * manifest. With an address it is for a deployed installation, without one for Socket Mode on this machine:
 *
 *   npm run manifest -- https://….execute-api.eu-central-1.amazonaws.com/slack
 */
import { upTo } from "../bot/core/model/characters.ts";
import { commandsOf } from "../bot/core/officials/commands.ts";
import { ofOfficials } from "../bot/instruments/registry.ts";
import { slackManifest, slashCommands } from "../bot/slack/manifest.ts";
import { createWords } from "../bot/text/words.ts";
import { locales } from "../locales/index.ts";
import { readTown } from "./settings.ts";

const town = readTown(process.env.MUNICIPALITY || "infra/municipalities/waterkant.yaml", locales.languages);
const requestUrl = process.argv[2];
const manifest = slackManifest({
  name: "Samenspel",
  description: upTo(`Every voice in ${town.name} gets an answer`, 140),
  commands: slashCommands(commandsOf(ofOfficials), createWords(locales), town.languages[0] ?? "nl"),
  requestUrl,
  socketMode: requestUrl === undefined,
});
console.log(JSON.stringify(manifest, null, 2));
