import { send, start } from "./harness";

const SECRET = "s3cret-of-the-app";
const TOKEN = "t0ken-of-alice";

test("no secret and no token in output, call log, state or page", async () => {
  const running = await start([], { PULUMI_IM_EMULATOR_COMMSEASE_SECRET: SECRET });
  const { endpoint } = running.ready.commsease;
  const headers = running.signed();

  await running.ok("user/create", { accid: "alice", token: TOKEN });
  const { info } = await running.ok("user/refreshToken", { accid: "alice" });
  await running.call("user/update", { accid: "alice", token: `${TOKEN}-2`, Token: TOKEN, appSecret: SECRET });
  await running.call("user/update", { accid: "ghost", token: TOKEN }, headers);
  await running.call("user/create", { accid: "bob", token: TOKEN.repeat(20) });
  await running.raw("user/nothing", { token: TOKEN });
  await send(`${endpoint}/user/create.action?token=${TOKEN}`);
  // A JSON body sent as a form is, to a form parser, a name and a value.
  for (const type of ["application/x-www-form-urlencoded", "application/json"]) {
    await send(`${endpoint}/user/create.action`, {
      method: "POST",
      headers: { "content-type": type, ...running.signed() },
      body: JSON.stringify({ accid: "carl", token: `${TOKEN}=x` }),
    });
  }
  await running.control("POST", "faults", { vendor: "commsease", call: "*", kind: "drop-after" });
  await expect(running.call("user/update", { accid: "alice", token: TOKEN })).rejects.toThrow();

  const shown = [
    JSON.stringify(await running.control("GET", "calls")),
    JSON.stringify(await running.control("GET", "state")),
    (await send(running.ready.console)).text,
  ];
  await running.stop();
  shown.push(running.output.out, running.output.err);
  for (const text of shown) {
    for (const secret of [SECRET, TOKEN, info.token, headers.CheckSum ?? ""]) expect(text).not.toContain(secret);
  }
  expect(running.output.err).toBe("");
});
