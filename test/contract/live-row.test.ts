import type { LiveRow } from "../live/row";
import { chosen } from "../live/row";
import { tables } from "../live/tables";

const rows: readonly LiveRow[] = tables.flatMap((table) => table.rows);
const kindsOf = (found: { rows: readonly LiveRow[] }) => found.rows.map(({ row }) => row.kind);

test("without settings and wishes every kind is gone through", () => {
  expect(chosen(rows, {})).toEqual({ rows, reasons: [] });
});

test("a kind brings those that are in one program with it", () => {
  expect(kindsOf(chosen(rows, {}, ["nexconn:OpenChannelMetadata"]))).toEqual([
    "nexconn:GroupMembers",
    "nexconn:OpenChannelMetadata",
  ]);
  expect(kindsOf(chosen(rows, {}, ["tencent:Account"]))).toEqual(["tencent:Account"]);
});

test("a kind that cannot live under a setting is left out with its program, and the reason is given", () => {
  const { reasons, ...left } = chosen(rows, { managedGroupsFeature: false }, ["nexconn:OpenChannelMetadata"]);
  expect(left.rows).toEqual([]);
  expect(reasons).toEqual([expect.stringMatching(/nexconn:GroupMembers is left out.*managedGroupsFeature false/)]);
});

test("a setting that permits its life leaves it in", () => {
  expect(kindsOf(chosen(rows, { superTeamConsent: "never" }, ["commsease:SuperTeam"]))).toEqual([
    "commsease:SuperTeam",
  ]);
  expect(kindsOf(chosen(rows, { superTeamConsent: "beinvitemode" }, ["commsease:SuperTeam"]))).toEqual([]);
});
