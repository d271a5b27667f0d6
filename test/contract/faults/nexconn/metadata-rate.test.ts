import { openChannel } from "../../../../provider/nexconn/open-channel/resource";
import { passingTime } from "../../../support/passing-time";
import { useNexconn } from "./harness";

const cloud = useNexconn();

test("metadata keeps to a hundred keys a second, in sets and removals together", async () => {
  await cloud().people("svc");
  await passingTime.stop();
  const keys = (prefix: string) => Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`${prefix}${i}`, "v"]));
  const declared = ["one", "two"].map((channelId) => ({ channelId, metadataOwnerId: "svc" }));
  const made = await Promise.all(declared.map((one) => cloud().create(openChannel, { ...one, metadata: keys("a") })));
  const changed = await Promise.all(
    declared.map((one, i) => cloud().update(openChannel, made[i] as never, { ...one, metadata: keys("b") })),
  );
  expect([...made, ...changed].map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
  const calls = (await cloud().log()).filter(({ call }) => /metadata\/batch\/(set|remove)/.test(call));
  expect(calls.map(({ status }) => status)).toEqual(Array(2 * (4 + 5 + 5)).fill(200));
});
