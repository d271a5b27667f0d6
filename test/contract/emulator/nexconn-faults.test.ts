import { start } from "./harness";
import { type Host, NexconnSide, useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const ann = { userId: "ann", name: "Ann" };
const issue = "auth/access-token/issue";

const at = (host: Host) => nexconn().raw(issue, ann, { host });
const clear = () => nexconn().running.control("DELETE", "faults");

async function there(): Promise<boolean> {
  return "ann" in (await nexconn().state()).users;
}

test("a fault of one host leaves the other alone", async () => {
  await nexconn().fault({ host: "primary", call: "*", kind: "status", value: 503, times: 2 });
  expect(await at("primary")).toMatchObject({ status: 503 });
  expect(await at("backup")).toMatchObject({ status: 200 });
  expect(await at("primary")).toMatchObject({ status: 503 });
  expect(await at("primary")).toMatchObject({ status: 200 });
  expect(await nexconn().calls()).toMatchObject([
    { host: "primary", status: 503, fault: "status" },
    { host: "backup", status: 200 },
    { host: "primary", status: 503 },
    { host: "primary", status: 200 },
  ]);
});

test("a code comes with the HTTP status that goes with it", async () => {
  await nexconn().fault({ call: issue, kind: "code", value: 1009, desc: "off" });
  await nexconn().fault({ call: issue, kind: "code", value: 1050, after: true });
  expect(await nexconn().call(issue, ann)).toEqual({ status: 430, code: 1009, errorMessage: "off" });
  expect(await there()).toBe(false);
  expect(await nexconn().call(issue, ann)).toMatchObject({ status: 504, code: 1050 });
  expect(await there()).toBe(true);
});

test("a host that is down resets connections, new and old, until the fault is taken back", async () => {
  await nexconn().fault({ host: "primary", call: "*", kind: "delay", value: 60_000 });
  const hanging = at("primary");
  const ended = expect(hanging).rejects.toMatchObject({ code: "ECONNRESET" });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await nexconn().fault({ host: "primary", call: "*", kind: "down" });
  await ended;
  for (let times = 0; times < 3; times += 1) {
    await expect(at("primary")).rejects.toMatchObject({ code: "ECONNRESET" });
  }
  expect(await at("backup")).toMatchObject({ status: 200 });
  expect((await nexconn().running.control("GET", "faults")).body).toMatchObject([{ kind: "down", host: "primary" }]);
  await clear();
  expect(await at("primary")).toMatchObject({ status: 200 });
});

test("without a host all are down, and a reset brings them back", async () => {
  await nexconn().fault({ call: "*", kind: "down" });
  for (const host of ["primary", "backup"] as const) await expect(at(host)).rejects.toThrow();
  await nexconn().running.reset();
  expect(await at("primary")).toMatchObject({ status: 200 });
});

test("a host dies with a certain call, which is done or not", async () => {
  await nexconn().users("bob");
  await nexconn().fault({ host: "primary", call: issue, kind: "down", skip: 1 });
  await nexconn().users("cid");
  await expect(at("primary")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await there()).toBe(false);
  await expect(nexconn().call("user/get", ann)).rejects.toThrow();
  await clear();
  await nexconn().fault({ host: "primary", call: "*", kind: "down", after: true });
  await expect(at("primary")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await there()).toBe(true);
  expect((await nexconn().calls()).slice(-2)).toMatchObject([
    { call: issue, status: 0, fault: "down" },
    { call: issue, status: 0, fault: "down" },
  ]);
  await expect(nexconn().call("user/get", ann)).rejects.toThrow();
});

test("a host that serves https can be down as well", async () => {
  const side = new NexconnSide(await start(["--tls"]));
  try {
    await side.users("ann");
    await side.fault({ host: "primary", call: "*", kind: "down" });
    await expect(side.call("user/get", ann)).rejects.toThrow();
    expect(await side.raw("user/get", ann, { host: "backup" })).toMatchObject({ status: 200 });
    expect(side.running.output.err).toBe("");
  } finally {
    await side.running.stop();
  }
});
