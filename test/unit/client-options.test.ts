import * as pulumi from "@pulumi/pulumi";

const registered: { type: string; name: string; inputs: Record<string, unknown> }[] = [];

pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    registered.push({ type: type.split(":").at(-1) ?? "", name, inputs });
    const outputs = { addresses: ["a:1", "b:2"], appId: "app", token: "s3cret" };
    const id = type.endsWith(":Chatroom") ? "1605000001" : `${name}-id`;
    return { id, state: { ...outputs, ...inputs } };
  },
  call: () => ({}),
});

const { commsease } = require("../../provider/index") as typeof import("../../provider/index");

function stage(connection?: string) {
  const given = connection === undefined ? {} : { connection };
  const account = new commsease.Account("host", { accid: "svc-host", ...given });
  const room = new commsease.Chatroom("lobby", { creator: account.accid, name: "Lobby", ...given });
  return { account, room };
}

/** What an output comes to. Its promise is not in the SDK's types. */
function comesTo<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

beforeEach(() => {
  registered.length = 0;
});

test("the options are whole, and secret", async () => {
  const { account, room } = stage();
  const options = room.clientOptions({ account });
  expect(await comesTo(options)).toEqual({
    appKey: "app",
    account: "svc-host",
    token: "s3cret",
    chatroomId: "1605000001",
    chatroomAddresses: ["a:1", "b:2"],
  });
  expect(await pulumi.isSecret(options)).toBe(true);
});

test("asked twice they are the same, and another kind of client or account has its own", async () => {
  const { account, room } = stage();
  const guest = new commsease.Account("guest", { accid: "guest" });
  const web = room.clientOptions({ account });
  expect(room.clientOptions({ account, clientType: 1 })).toBe(web);
  for (const other of [room.clientOptions({ account, clientType: 2 }), room.clientOptions({ account: guest })]) {
    expect(other).not.toBe(web);
    await comesTo(other);
  }
  await comesTo(web);
  const names = registered.filter(({ type }) => type === "ChatroomClientOptions").map(({ name }) => name);
  expect(names.sort()).toEqual(["lobby-guest-web", "lobby-host-other", "lobby-host-web"]);
});

test("they are asked for where the room is, and the token is no part of what is asked", async () => {
  const { account, room } = stage("overseas");
  await comesTo(room.clientOptions({ account, clientType: 3 }));
  const { inputs } = registered.find(({ type }) => type === "ChatroomClientOptions") ?? {};
  expect(inputs).toMatchObject({ roomid: "1605000001", accid: "svc-host", clientType: 3, connection: "overseas" });
  expect(JSON.stringify(inputs)).not.toContain("s3cret");
});
