import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

beforeEach(() => cloud().running.stopClock());

/** The codes of so many calls in a second. */
async function burst(command: string, body: unknown, times: number): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: times }, () => cloud().call(command, body)));
  // Answers to calls at once come in any order.
  return answers.map((one) => one.ErrorCode).sort((one, other) => one - other);
}

/** So many calls pass, and those after them are refused with the code. */
const passing = (passed: number, refused: number, code: number) => [
  ...Array(passed).fill(0),
  ...Array(refused).fill(code),
];

test("two hundred calls of a command in a second, and no block after it", async () => {
  const body = { GroupIdList: ["g"] };
  expect(await burst("get_group_info", body, 203)).toEqual(passing(200, 3, 60_007));
  await cloud().fails("get_role_in_group", { GroupId: "g", User_Account: ["a"] }, 10_010);
  await cloud().advance(1);
  await cloud().ok("get_group_info", body);
});

test("one list of all groups in a second", async () => {
  expect(await burst("get_appid_group_list", {}, 3)).toEqual(passing(1, 2, 10_006));
  await cloud().advance(1);
  await cloud().ok("get_appid_group_list", {});
});

test("five writes of the attributes of a group in a second", async () => {
  const [one, other] = [await cloud().made("Public"), await cloud().made("AVChatRoom")];
  const write = (GroupId: string) => ({ GroupId, GroupAttr: [{ key: "k", value: "v" }] });
  expect(await burst("set_group_attr", write(one), 7)).toEqual(passing(5, 2, 10_049));
  // Another group has a budget of its own, and reads cost nothing.
  await cloud().ok("set_group_attr", write(other));
  await cloud().ok("group_open_attr_http_svc/get_group_attr", { GroupId: one });
  await cloud().advance(1);
  await cloud().ok("clear_group_attr", { GroupId: one });
});

test("the codes and the numbers are settings", async () => {
  await cloud().set({ overRate: 60_011, overRateOfGroupList: 60_007, portraitGetRate: 100 });
  const portrait = { To_Account: ["a"], TagList: ["Tag_Profile_IM_Nick"] };
  expect(await burst("portrait_get", portrait, 103)).toEqual(passing(100, 3, 60_011));
  expect(await burst("get_appid_group_list", {}, 3)).toEqual(passing(1, 2, 60_007));
});

test("the second may be the clock's", async () => {
  await cloud().set({ rateWindow: "fixed" });
  const { now } = (await cloud().running.control("GET", "clock")).body;
  // Two calls within a second, on both sides of the clock's full one.
  await cloud().running.advance(2.5 - (Date.parse(now) % 1000) / 1000);
  await cloud().ok("get_appid_group_list", {});
  await cloud().fails("get_appid_group_list", {}, 10_006);
  await cloud().running.advance(0.6);
  await cloud().ok("get_appid_group_list", {});
});

test("what fails to sign costs nothing", async () => {
  const calls = Array.from({ length: 8 }, () => cloud().call("get_appid_group_list", {}, { usersig: "" }));
  for (const answer of await Promise.all(calls)) expect(answer.ErrorCode).toBe(70_002);
  await cloud().ok("get_appid_group_list", {});
});
