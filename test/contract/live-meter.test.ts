import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, callsIn, type Meter, notesIn, objectsIn } from "../live/meter.cjs";

let folder: string;
let meter: Meter;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "im-meter-"));
  const journal = join(folder, "journal.jsonl");
  meter = { journal, pid: process.pid, prefix: "imlive-r1-", maxCalls: 4, maxObjects: 2 };
});
afterEach(() => rmSync(folder, { recursive: true }));

const asked = (path: string, body: object = {}) => ({ path, body: JSON.stringify(body) });
const register = (accid: string) => ({ path: "/nimserver/user/create.action", body: `accid=${accid}` });

test("a creation is noted before it is sent, and an id of the vendor's when its answer is there", () => {
  before(meter, register("imlive-r1-Ann"));
  const tell = before(meter, asked("/team/create", { tname: "T" }));
  const account = { kind: "account", made: "imlive-r1-ann" };
  expect(notesIn(meter.journal)).toEqual([account, { kind: "team", making: true }]);
  tell?.('{"code":200,"tid":"123456789012345678901"}');
  expect(notesIn(meter.journal)).toEqual([
    account,
    { kind: "team", making: true },
    { kind: "team", made: "123456789012345678901", given: true },
  ]);
  expect([callsIn(meter.journal), objectsIn(notesIn(meter.journal))]).toEqual([2, 2]);
});

test.each([
  ["/v4/auth/access-token/issue", { userId: "imlive-r1-a" }, "user"],
  ["/v4/group-channel/create", { channelId: "imlive-r1-a" }, "group"],
  ["/v4/open-channel/create", { channelId: "imlive-r1-a" }, "openChannel"],
  ["/v4/profanity-word/batch/add", { words: [{ word: "imlive-r1-a" }] }, "word"],
  ["/v4/im_open_login_svc/account_import?sdkappid=1", { UserID: "imlive-r1-a" }, "account"],
  ["/v4/group_open_http_svc/create_group?sdkappid=1", { GroupId: "imlive-r1-a" }, "group"],
])("%s makes something", (path, body, kind) => {
  expect(before(meter, asked(path, body))).toBeUndefined();
  expect(notesIn(meter.journal)).toEqual([{ kind, made: "imlive-r1-a" }]);
});

test("what is asked for again is one object", () => {
  for (let i = 0; i < 3; i++) before(meter, register("imlive-r1-ann"));
  expect(objectsIn(notesIn(meter.journal))).toBe(1);
});

test("no call goes over the limit, and none is counted that was not sent", () => {
  for (let i = 0; i < 4; i++) before(meter, asked("/user/getUinfos.action"));
  expect(() => before(meter, asked("/user/getUinfos.action"))).toThrow(/has sent its 4 calls; IM_LIVE_CALLS/);
  expect(callsIn(meter.journal)).toBe(4);
});

test("no object goes over the limit, and none is noted that was not made", () => {
  for (const id of ["ann", "ben"]) before(meter, register(`imlive-r1-${id}`));
  expect(() => before(meter, register("imlive-r1-cat"))).toThrow(/has made its 2 objects; IM_LIVE_OBJECTS/);
  expect(() => before(meter, asked("/chatroom/create.action"))).toThrow(/2 objects/);
  expect([callsIn(meter.journal), notesIn(meter.journal).length]).toEqual([2, 2]);
});

test("nothing is made under a name that is not of the run", () => {
  expect(() => before(meter, register("ann"))).toThrow(/ann is no name of the live run/);
  expect(() => before(meter, asked("/v4/group_open_http_svc/create_group", { GroupId: "@TGS#_shop" }))).toThrow(
    /no name/,
  );
  expect([callsIn(meter.journal), notesIn(meter.journal)]).toEqual([0, []]);
});

test("when the run is gone, nothing more is sent", () => {
  expect(() => before({ ...meter, pid: 2 ** 22 + 1 }, asked("/user/getUinfos.action"))).toThrow(/was ended/);
});

test("a line that a kill cut off is passed over", () => {
  before(meter, register("imlive-r1-ann"));
  appendFileSync(meter.journal, '{"kind":"acc');
  expect(notesIn(meter.journal)).toHaveLength(1);
});
