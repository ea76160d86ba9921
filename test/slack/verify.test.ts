import fc from "fast-check";
import { expect, test } from "vitest";
import type { Instant } from "../../bot/core/calendar/time.ts";
import { isFromSlack, refusalOf, sign } from "../../bot/slack/verify.ts";

const now = "2026-05-04T09:00:00.000Z";
const seconds = Date.parse(now) / 1000;
const secret = "an-invented-secret";

function request(body: string, at = seconds) {
  const timestamp = String(at);
  return { body, timestamp, signature: sign({ body, timestamp }, secret) };
}

test("the example in Slack's documentation has the signature that the documentation gives", () => {
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  expect(sign({ body, timestamp: "1531420618" }, "8f742231b10e8888abcd99yyyzzz85a5")).toBe(
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  );
});

test("what Slack signed is believed, in any language", () => {
  for (const body of ["payload=%7B%7D", '{"text":"Здравствуйте, çalışmıyor, عمود الإنارة 🌳"}', ""]) {
    expect(isFromSlack(request(body), secret, now)).toBe(true);
  }
});

test("a recording that somebody plays again after five minutes is refused", () => {
  expect(isFromSlack(request("x", seconds - 300), secret, now)).toBe(true);
  expect(isFromSlack(request("x", seconds - 301), secret, now)).toBe(false);
});

test("a request from the future is refused, but for the minute that Slack's clock may be ahead", () => {
  expect(isFromSlack(request("x", seconds + 60), secret, now)).toBe(true);
  expect(isFromSlack(request("x", seconds + 61), secret, now)).toBe(false);
  expect(isFromSlack(request("x", seconds + 301), secret, now)).toBe(false);
});

test("it is told apart who was refused: a stranger, somebody with another secret, or a recording", () => {
  const good = request("x");
  expect(refusalOf(good, secret, now)).toBeUndefined();
  expect(refusalOf({ ...good, signature: undefined }, secret, now)).toBe("unsigned");
  expect(refusalOf({ ...good, signature: "hello" }, secret, now)).toBe("unsigned");
  expect(refusalOf({ ...good, timestamp: undefined }, secret, now)).toBe("unsigned");
  expect(refusalOf(good, "another secret", now)).toBe("wrong");
  expect(refusalOf(good, "", now)).toBe("wrong");
  expect(refusalOf(request("x", seconds - 301), secret, now)).toBe("stale");
  expect(refusalOf(request("x", seconds + 61), secret, now)).toBe("stale");
});

test("nobody gets in when the secret is missing", () => {
  const timestamp = String(seconds);
  expect(isFromSlack({ body: "x", timestamp, signature: sign({ body: "x", timestamp }, "") }, "", now)).toBe(
    false,
  );
});

test("a request without a signature or with half of one is refused", () => {
  const good = request("x");
  expect(isFromSlack({ ...good, signature: undefined }, secret, now)).toBe(false);
  expect(isFromSlack({ ...good, timestamp: undefined }, secret, now)).toBe(false);
  expect(isFromSlack({ ...good, signature: good.signature.slice(0, -1) }, secret, now)).toBe(false);
  expect(isFromSlack({ ...good, timestamp: `${good.timestamp}.0` }, secret, now)).toBe(false);
  expect(isFromSlack(good, secret, "no time at all" as Instant)).toBe(false);
});

test("somebody who changes one character of a body is found out", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (signed, sent) => {
      expect(isFromSlack({ ...request(signed), body: sent }, secret, now)).toBe(
        Buffer.from(signed).equals(Buffer.from(sent)),
      );
    }),
  );
});
