import { commsease } from "pulumi-im";

const team = new commsease.Team("team", {
  tname: "Third",
  owner: "cat",
  members: ["ann"],
  isNotifyCloseOnline: 1,
});
export const tid = team.tid;
