import type { Bundle, OwnBundles, PeerBundles } from "./bundles.ts";
import { compared, type Figure, sample } from "./figures.ts";

/** How much has to be read and compiled at a cold start. */
export function bundleSizes(own: OwnBundles, peers: PeerBundles): Figure[] {
  const size = ({ bytes }: Bundle) => sample([bytes / 1024]);
  return [
    compared("size.telegram", "Telegram's bundle", "KB", size(own.telegram), size(peers.telegram)),
    compared("size.slack", "Slack's bundle", "KB", size(own.slack), size(peers.slack)),
  ];
}
