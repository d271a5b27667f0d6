import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { sha256 } from "../support/sha256";
import { useStack } from "../support/stack";

/** The vendor, which hands out addresses of its choice. */
class Vendor {
  addresses: string[] | undefined;
  readonly #server: Server;

  constructor(endpoint: string) {
    this.#server = createServer(async (request, response) => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk as Buffer);
      const { host: _, connection: __, ...headers } = request.headers as Record<string, string>;
      const answer = await fetch(`${new URL(endpoint).origin}${request.url}`, {
        method: "POST",
        headers,
        body: Buffer.concat(body),
      });
      const isAddresses = request.url?.includes("requestAddr") && this.addresses;
      const json = (await answer.json()) as { code: number };
      response.end(JSON.stringify(isAddresses && json.code === 200 ? { ...json, addr: this.addresses } : json));
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/nimserver`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe("clientOptions of a room, through the engine", () => {
  let emulator: Emulator;
  let vendor: Vendor;
  let project: Project;

  useStack(
    "client-options",
    (stack) => {
      ({ emulator, project } = stack);
    },
    {
      async connections({ connection }) {
        vendor = new Vendor(connection.endpoint);
        return { default: { ...connection, endpoint: await vendor.open() } };
      },
    },
  );

  afterAll(() => vendor?.close());

  const given = ["chatroom-1.emulator.invalid:443", "chatroom-2.emulator.invalid:443"];

  test("a preview shows the options as children of the room, one for each account and kind of client", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(project.counts).toEqual({ create: 5 });
    expect(text).toMatch(/Chatroom\$pulumi-nodejs:dynamic\/im\/commsease:ChatroomClientOptions::lobby-host-web\]/);
    expect(text).toMatch(/ChatroomClientOptions::lobby-host-wechat\]/);
    expect(await emulator.calls()).toEqual([]);
  });

  test("up asks for addresses once for each, and the options are complete and work", async () => {
    await project.up();
    const { web, again, mini } = await project.outputs();
    const [roomid] = Object.keys((await emulator.state()).chatrooms);
    const { tokenSha256 } = await emulator.account("host");
    expect(web).toEqual({
      appKey: emulator.connection.appKey,
      account: "host",
      token: expect.any(String),
      chatroomId: roomid,
      chatroomAddresses: given,
    });
    expect(sha256(web.token)).toBe(tokenSha256);
    expect([again, mini]).toEqual([web, web]);
    const asked = await emulator.calls("chatroom/requestAddr");
    expect(asked.map(({ params }) => params.clienttype).sort()).toEqual(["3", undefined]);
    expect(await emulator.writes()).toEqual(["user/create", "chatroom/create"]);
    await project.expectClean();
  });

  test("the token is in the state with the account and in the outputs, each time as a secret, and nowhere else", async () => {
    const { web } = await project.outputs();
    expect(project.stateFiles()).not.toContain(web.token);
    const { "lobby-host-web": options, ...others } = await project.resources();
    const kept = ["__provider", "__writtenAt", "accid", "addresses", "appId", "roomid"];
    expect(Object.keys(options.outputs).sort()).toEqual(kept);
    expect(options.outputs.addresses).toEqual(given);
    expect(others.host.outputs.token).toMatchObject({ ciphertext: expect.any(String) });
    expect(others["client-options-dev"].outputs.web).toMatchObject({ ciphertext: expect.any(String) });
    expect(await project.ok(["stack", "output"])).toMatch(/web +\[secret\]/);
  });

  test("other addresses are no difference to a refresh and a preview, and the next up hands them out", async () => {
    vendor.addresses = ["chatroom-9.emulator.invalid:443"];
    await project.ok(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await project.expectClean();
    await project.up();
    expect(project.counts).toEqual({ same: 5 });
    expect((await project.outputs()).web.chatroomAddresses).toEqual(["chatroom-9.emulator.invalid:443"]);
  });

  test("of a closed room the addresses stay as they were, and no new ones are given", async () => {
    project.step("2-closed");
    expect(await project.failingUp()).toContain(
      "the room is closed, and the vendor gives addresses of open rooms only. Open it with `valid",
    );
    const refreshed = await project.refresh();
    expect(refreshed).toMatch(/warning: commsease room \d+ is closed: the addresses of host stay/);
    expect(project.counts).toEqual({ same: 5 });
  });

  test("destroy sends nothing for the options", async () => {
    await emulator.forgetCalls();
    await project.destroy();
    expect(await emulator.writes()).toEqual(["user/block"]);
  });
});
