import type { AddressInfo } from "node:net";
import { createServer, connect as dial, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

/**
 * Stands before a server as if it were far away and spoke TLS: what passes takes half a round trip each way.
 * Connecting itself (the first round trip of TCP) takes no time here.
 *
 *     node bench/servers/far.ts <port> <milliseconds of a round trip>      reports its port over IPC
 *
 * The key and its certificate are in the environment, as CERT and KEY.
 */

const [, , port = "", roundTrip = ""] = process.argv;
const HALF = Number(roundTrip) / 2;

function late(from: Socket, to: Socket): void {
  from.on("data", (bytes) => setTimeout(() => to.write(bytes), HALF));
  from.on("close", () => setTimeout(() => to.destroy(), HALF));
  from.on("error", () => to.destroy());
}

const near = createTlsServer({ cert: process.env.CERT, key: process.env.KEY }, (socket) => {
  const server = dial(Number(port), "127.0.0.1");
  socket.pipe(server).pipe(socket);
  for (const [one, other] of [
    [socket, server],
    [server, socket],
  ] as const)
    one.on("error", () => other.destroy());
});
const far = createServer((socket) => {
  const server = dial((near.address() as AddressInfo).port, "127.0.0.1");
  server.setNoDelay(true);
  socket.setNoDelay(true);
  late(socket, server);
  late(server, socket);
});
process.on("disconnect", () => process.exit());
near.listen(0, "127.0.0.1", () =>
  far.listen(0, "127.0.0.1", () => process.send?.({ port: (far.address() as AddressInfo).port })),
);
