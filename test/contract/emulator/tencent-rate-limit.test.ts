import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

/** The codes of so many calls at once. */
async function burst(command: string, body: unknown, times: number): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: times }, () => cloud().call(command, body)));
  return answers.map((one) => one.ErrorCode);
}

const refused = (codes: number[], code: number) => codes.filter((one) => one === code).length;

test("two hundred calls of a command in a second, and no block after it", async () => {
  const body = { GroupIdList: ["g"] };
  const codes = await burst("get_group_info", body, 600);
  expect(refused(codes, 60_007)).toBeGreaterThan(0);
  expect(refused(codes, 0)).toBeGreaterThanOrEqual(200);
  await cloud().fails("get_role_in_group", { GroupId: "g", User_Account: ["a"] }, 10_010);
  await cloud().advance(1);
  await cloud().ok("get_group_info", body);
});

test("one list of all groups in a second", async () => {
  const codes = await burst("get_appid_group_list", {}, 8);
  expect(refused(codes, 10_006)).toBeGreaterThan(0);
  await cloud().advance(1);
  await cloud().ok("get_appid_group_list", {});
});

test("five writes of the attributes of a group in a second", async () => {
  const [one, other] = [await cloud().made("Public"), await cloud().made("AVChatRoom")];
  const write = (GroupId: string) => ({ GroupId, GroupAttr: [{ key: "k", value: "v" }] });
  const codes = await burst("set_group_attr", write(one), 30);
  expect(refused(codes, 10_049)).toBeGreaterThan(0);
  // Another group has a budget of its own, and reads cost nothing.
  await cloud().ok("set_group_attr", write(other));
  await cloud().ok("group_open_attr_http_svc/get_group_attr", { GroupId: one });
  await cloud().advance(1);
  await cloud().ok("clear_group_attr", { GroupId: one });
});

test("the codes and the numbers are settings", async () => {
  await cloud().set({ overRate: 60_011, overRateOfGroupList: 60_007, portraitGetRate: 100 });
  const started = performance.now();
  const codes = await burst("portrait_get", { To_Account: ["a"], TagList: ["Tag_Profile_IM_Nick"] }, 600);
  const windows = Math.floor((performance.now() - started) / 1000) + 1;
  expect(refused(codes, 0)).toBeLessThanOrEqual(100 * windows);
  expect(refused(codes, 60_011)).toBe(600 - refused(codes, 0));
  expect(refused(await burst("get_appid_group_list", {}, 8), 60_007)).toBeGreaterThan(0);
});

test("the second may be the clock's", async () => {
  await cloud().set({ rateWindow: "fixed" });
  /** Two calls within a second, on both sides of the clock's full one. A slow machine may miss it. */
  const across = async () => {
    const { now } = (await cloud().running.control("GET", "clock")).body;
    await cloud().running.advance(2.5 - (Date.parse(now) % 1000) / 1000);
    await cloud().ok("get_appid_group_list", {});
    await cloud().running.advance(0.6);
    return (await cloud().call("get_appid_group_list", {})).ErrorCode;
  };
  const codes = [];
  for (let attempt = 0; attempt < 5 && codes.at(-1) !== 0; attempt += 1) codes.push(await across());
  expect(codes).toContain(0);
});

test("what fails to sign costs nothing", async () => {
  const calls = Array.from({ length: 8 }, () => cloud().call("get_appid_group_list", {}, { usersig: "" }));
  for (const answer of await Promise.all(calls)) expect(answer.ErrorCode).toBe(70_002);
  await cloud().ok("get_appid_group_list", {});
});
