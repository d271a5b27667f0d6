import { Account } from "../../emulator/probe/account";

test("nobody spends more than was declared, and what was granted", () => {
  const account = new Account("an experiment", { calls: { get: 1 }, objects: { team: 1 } });
  account.spendCall("get");
  account.spendObject("team");
  expect(() => account.spendCall("get")).toThrow("an experiment spends more of get than it declares");
  expect(() => account.spendObject("team")).toThrow("more of team");
  expect(() => account.spendCall("remove")).toThrow("more of remove");
  account.grant({ remove: 1, get: 1 });
  account.spendCall("remove");
  account.spendCall("get");
  expect(() => account.spendCall("remove")).toThrow("more of remove");
});
