import { notAccepted } from "../../provider/collections/not-accepted";
import {
  namingUnknown,
  noSuch,
  type PeopleLookup,
  unknownAmong,
  withoutUnknown,
} from "../../provider/collections/unknown-people";
import { ImError } from "../../provider/errors";

const facts = { vendor: "a vendor", call: "team/add", object: "7", vendorCode: 414 };
const refusedFor = (reason: string) => new ImError("IM_REFUSED", `It was refused: ${reason}.`, facts);
const somebodyUnknown = refusedFor("somebody");
const full = refusedFor("full");

/** A vendor at which these people exist; it says `somebody` of a call that names anybody else. */
function vendorOf(people: string[]) {
  const asked: string[] = [];
  const sent: string[] = [];
  const lookup: PeopleLookup = {
    noun: "account",
    mayBeUnknown: (error) => error === somebodyUnknown,
    exist: async (ids) => {
      asked.push(ids.join(" "));
      return ids.map((id) => people.includes(id));
    },
  };
  const send = async (ids: readonly string[]) => {
    sent.push(ids.join(" "));
    if (!ids.every((id) => people.includes(id))) throw somebodyUnknown;
    return new Map(ids.filter((id) => id === "busy").map((id) => [id, "in too many teams"]));
  };
  return { lookup, send, asked, sent };
}

test("those who do not exist are told by a look, in the order in which they were named", async () => {
  const { lookup } = vendorOf(["ann", "ben"]);
  expect(await unknownAmong(lookup, ["ghost", "ann", "spook", "ben"])).toEqual(["ghost", "spook"]);
  expect(noSuch(lookup)).toBe("no such account");
});

describe("a call of which the vendor refuses all because of one", () => {
  test("is sent for the others alone, and says who was left out and why", async () => {
    const { lookup, send, asked, sent } = vendorOf(["ann", "busy"]);
    expect([...(await withoutUnknown(lookup, ["ann", "ghost", "busy", "spook"], send))]).toEqual([
      ["busy", "in too many teams"],
      ["ghost", "no such account"],
      ["spook", "no such account"],
    ]);
    expect([sent, asked]).toEqual([["ann ghost busy spook", "ann busy"], ["ann ghost busy spook"]]);
  });

  test("is not sent where nobody is left", async () => {
    const { lookup, send, sent } = vendorOf([]);
    expect([...(await withoutUnknown(lookup, ["ghost"], send)).keys()]).toEqual(["ghost"]);
    expect(sent).toEqual(["ghost"]);
    expect((await withoutUnknown(lookup, [], send)).size).toBe(0);
    expect(sent).toEqual(["ghost"]);
  });

  test("that is taken asks nothing", async () => {
    const { lookup, send, asked } = vendorOf(["ann"]);
    expect((await withoutUnknown(lookup, ["ann"], send)).size).toBe(0);
    expect(asked).toEqual([]);
  });

  test("stays refused where everybody exists, or for another reason", async () => {
    const { lookup, asked } = vendorOf(["ann"]);
    await expect(withoutUnknown(lookup, ["ann"], () => Promise.reject(somebodyUnknown))).rejects.toBe(somebodyUnknown);
    expect(asked).toEqual(["ann"]);
    await expect(withoutUnknown(lookup, ["ghost"], () => Promise.reject(full))).rejects.toBe(full);
    expect(asked).toEqual(["ann"]);
  });
});

describe("a refusal", () => {
  test("names those who do not exist, and is the cause of what says so", async () => {
    const { lookup } = vendorOf(["ann"]);
    await expect(namingUnknown(lookup, ["ann", "ghost"], Promise.reject(somebodyUnknown))).rejects.toMatchObject({
      code: "IM_REFUSED",
      facts,
      message: "It was refused: somebody. No such account in this app: ghost.",
      cause: somebodyUnknown,
    });
    expect(somebodyUnknown.message).toBe("It was refused: somebody.");
  });

  test("names all of them", async () => {
    const { lookup } = vendorOf([]);
    await expect(namingUnknown(lookup, ["ghost", "spook"], Promise.reject(somebodyUnknown))).rejects.toThrow(
      "No such account in this app: ghost, spook.",
    );
  });

  test.each<[string, ImError, Partial<PeopleLookup>]>([
    ["for another reason", full, {}],
    ["that has its reason elsewhere", somebodyUnknown, { exist: async (ids) => ids.map(() => true) }],
    ["of which a look tells nothing", somebodyUnknown, { exist: () => Promise.reject(full) }],
  ])("%s stays as it is", async (_, error, more) => {
    const lookup = { ...vendorOf([]).lookup, ...more };
    await expect(namingUnknown(lookup, ["ghost"], Promise.reject(error))).rejects.toBe(error);
  });

  test("does not come of a call that is answered", async () => {
    expect(await namingUnknown(vendorOf([]).lookup, ["ghost"], Promise.resolve("yes"))).toBe("yes");
  });
});

describe("what was not accepted of people", () => {
  const one = new Map([["ann", "no such account"]]);
  const two = new Map([
    ["ben", "full"],
    ["cid", "full"],
  ]);

  test("is nothing where all was", () => {
    expect(notAccepted("team 7", { add: new Map() }, facts)).toBeUndefined();
  });

  test("is told by what was not done, with each one's reason and what to do", () => {
    expect(notAccepted("team 7", { add: one, mute: new Map(), ban: two }, facts)).toMatchObject({
      code: "IM_PARTIAL",
      facts,
      message:
        "team 7: the vendor did not add ann (no such account); nor did it ban ben (full), cid (full). Everybody else was handled. Correct these, then run it again.",
    });
    expect(notAccepted("team 7", { add: one }, facts, "Register them")?.message).toBe(
      "team 7: the vendor did not add ann (no such account). Everybody else was handled. Register them, then run it again.",
    );
  });
});
