import { elementsOf, removeOurs } from "../../provider/commsease/chatroom-queue/change";
import type { CommsEaseClient } from "../../provider/commsease/client";
import { ImError } from "../../provider/errors";

const lost = new ImError("IM_OUTCOME_UNKNOWN", "No answer.");
const refused = new ImError("IM_REFUSED", "No.", { vendor: "commsease", vendorCode: 403 });
const bug = new TypeError("x is undefined");

interface Room {
  valid: boolean;
}

/** A room whose queue has these elements; each taking out fails as it is told to, and may act all the same. */
function queueOf(keys: string, fails: { error: unknown; acts: boolean }[] = [], room: Room | "gone" = { valid: true }) {
  const queue = new Set(keys);
  const log: string[] = [];
  const takeOut = (gone: Iterable<string>) => {
    const failure = fails.shift();
    if (!failure || failure.acts) for (const key of gone) queue.delete(key);
    if (failure) throw failure.error;
  };
  const client = {
    rooms: { load: async () => (room === "gone" ? undefined : room) },
    async call(call: string, { key }: { key?: string }) {
      log.push([call.slice("chatroom/queue".length), key].filter(Boolean).join(" "));
      if (call === "chatroom/queueList") {
        if (room === "gone") throw refused;
        return [...queue].map((one) => ({ [one]: "v" }));
      }
      takeOut(key === undefined ? [...queue] : [key]);
      return {};
    },
  } as unknown as CommsEaseClient;
  const remove = async (ours: string) => {
    const atFirst = await elementsOf(client, "7");
    await removeOurs(client, "7", [...ours], atFirst);
  };
  return { log, queue, remove };
}

let stderr: jest.SpyInstance;
beforeEach(() => {
  stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

test.each<[string, string, string, string[]]>([
  ["nothing is sent where nothing of ours is there", "ab", "c", ["List"]],
  ["the whole queue goes in one call", "ab", "ab", ["List", "Drop"]],
  ["ours go one by one beside those of others", "abc", "ab", ["List", "Poll a", "Poll b"]],
])("%s", async (_, there, ours, calls) => {
  const { log, remove } = queueOf(there);
  await remove(ours);
  expect(log).toEqual(calls);
});

describe("where a call fails", () => {
  test("without an answer, a look tells whether it is done", async () => {
    const acted = queueOf("ab", [{ error: lost, acts: true }]);
    await acted.remove("ab");
    expect(acted.log).toEqual(["List", "Drop", "List"]);
    const not = queueOf("ab", [{ error: lost, acts: false }]);
    await not.remove("ab");
    expect(not.log).toEqual(["List", "Drop", "List", "Drop"]);
  });

  test("again and again, it ends, unless a last look shows that nothing is left", async () => {
    const lostOften = (acts: boolean) => Array.from({ length: 9 }, () => ({ error: lost, acts }));
    const stuck = queueOf("ab", lostOften(false));
    await expect(stuck.remove("ab")).rejects.toBe(lost);
    expect(stuck.queue.size).toBe(2);
    const slow = queueOf("abcx", lostOften(true).slice(0, 3));
    await slow.remove("abc");
    expect([...slow.queue]).toEqual(["x"]);
  });

  test("because something was gone already, the rest goes", async () => {
    const { remove, queue, log } = queueOf("abx", [{ error: refused, acts: true }]);
    await remove("ab");
    expect([[...queue], log]).toEqual([["x"], ["List", "Poll a", "List", "Poll b"]]);
  });

  test("and nothing went, the refusal stands", async () => {
    const { remove, log } = queueOf(
      "ab",
      Array.from({ length: 9 }, () => ({ error: refused, acts: false })),
    );
    await expect(remove("ab")).rejects.toBe(refused);
    expect(log).toEqual(["List", "Drop", "List"]);
  });

  test("in a closed room, what is left stays with a warning", async () => {
    const fails = Array.from({ length: 9 }, () => ({ error: refused, acts: false }));
    const { remove, log } = queueOf("ab", fails, { valid: false });
    await remove("ab");
    expect(log).toEqual(["List", "Drop", "List"]);
    expect(String(stderr.mock.calls)).toContain('cannot be changed while the room is closed. "a", "b" stay in it.');
  });

  test("for a reason of our own, it is not tried again", async () => {
    const { remove, log } = queueOf("ab", [{ error: bug, acts: false }]);
    await expect(remove("ab")).rejects.toBe(bug);
    expect(log).toEqual(["List", "Drop"]);
  });
});
