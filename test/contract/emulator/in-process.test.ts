import { join } from "node:path";
import { send, sign } from "./harness";

const { startEmulator } = require(join(__dirname, "../../../emulator/dist/index.js"));

test("an emulator in the process of a test", async () => {
  const emulator = await startEmulator({
    apps: { commsease: { secret: "own" } },
    settings: { "commsease.unknownTeam": "404" },
  });
  const { endpoint, appKey, appSecret } = emulator.info.commsease;
  expect(appSecret).toBe("own");
  const reply = await send(`${endpoint}/team/queryDetail.action`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...sign(appKey, appSecret) },
    body: "tid=1",
  });
  expect(JSON.parse(reply.text)).toMatchObject({ code: 404 });
  await emulator.close();
  await expect(send(endpoint)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a mistake in the options is an error with a code, and nothing stays open", async () => {
  await expect(startEmulator({ settings: { "commsease.nothing": "1" } })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});
