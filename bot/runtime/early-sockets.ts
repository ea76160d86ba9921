import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/**
 * Connections that were begun before the bot was loaded. Finding a server and agreeing on a secret with it takes as
 * long as loading does, and neither waits for the other (docs/adr/0061-a-door-begins-to-connect-before-it-loads.md).
 *
 * What begins them (`infra/start/`) and what uses them (`http-client.ts`) are two bundles: they meet at a global symbol.
 */

interface Early {
  readonly socket: Socket;
  /** Epoch milliseconds. */
  readonly since: number;
}

const PLACE = Symbol.for("samenspel.early-sockets");
const place: typeof globalThis & { [PLACE]?: Map<string, Early[]> } = globalThis;

/**
 * Milliseconds (our limit). A function can be made ready long before it is called, and sleep in between: it does not
 * see then that the other side has hung up.
 */
const FRESH = 5000;

const named = (protocol: string, host: string, port: number | string): string =>
  `${protocol}//${host}:${port}`;

/**
 * Begins to connect. Never throws, and keeps no process alive: when it comes to nothing, whoever wants to call the
 * server connects himself, and hears what is wrong.
 * @param addresses of servers; one that is there twice gets two connections
 */
export function connectEarly(addresses: readonly string[]): void {
  for (const address of addresses) {
    try {
      const { protocol, hostname, port } = new URL(address);
      const secure = protocol === "https:";
      const host = hostname.replace(/^\[|\]$/g, "");
      const to = { host, port: Number(port) || (secure ? 443 : 80) };
      const socket = secure
        ? connectTls({ ...to, ALPNProtocols: ["http/1.1"], ...(isIP(host) === 0 && { servername: host }) })
        : connect(to);
      socket.on("error", () => undefined).unref();
      socket.setNoDelay(true);
      place[PLACE] ??= new Map();
      const key = named(protocol, host, to.port);
      place[PLACE].set(key, [...(place[PLACE].get(key) ?? []), { socket, since: Date.now() }]);
    } catch {
      // An address that is none: the settings say so, with what to do about it.
    }
  }
}

/**
 * Takes a connection to this server, each once.
 * @returns undefined when there is none, or only such as have ended or have waited too long
 */
export function takeEarly(protocol: string, host: string, port: number | string): Socket | undefined {
  const waiting = place[PLACE]?.get(named(protocol, host, port));
  for (let early = waiting?.shift(); early; early = waiting?.shift()) {
    const { socket, since } = early;
    const age = Date.now() - since;
    if (!socket.destroyed && socket.writable && age >= 0 && age < FRESH) return socket.ref();
    socket.destroy();
  }
  return undefined;
}
