import type { Secrecy } from "../../bot/ports/secrecy.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";

/** Keys that can be rotated while a town is running: `becomes` takes the keyring that applies from now on. */
export function changingSecrecy(ring: string): { secrecy: Secrecy; becomes: (ring: string) => void } {
  let now = createSecrecy(ring);
  return {
    secrecy: {
      laneKey: (...of) => now.laneKey(...of),
      olderLaneKeys: (...of) => now.olderLaneKeys(...of),
      derive: (...of) => now.derive(...of),
      deriveAll: (...of) => now.deriveAll(...of),
      seal: (text) => now.seal(text),
      open: (sealed) => now.open(sealed),
      sealBytes: (bytes) => now.sealBytes(bytes),
      openBytes: (sealed) => now.openBytes(sealed),
    },
    becomes: (renewed) => {
      now = createSecrecy(renewed);
    },
  };
}
