import { describeLives } from "../support/life-cycle";
import { account } from "./life-tencent/account";
import { group } from "./life-tencent/group";
import { groupAttributes } from "./life-tencent/group-attributes";
import { groupMembers } from "./life-tencent/group-members";
import { topic } from "./life-tencent/topic";

const settings = ["profileCustomTags=PulumiIm,Team,Desk", "groupCustomKeys=*", "memberCustomKeys=*"];

describeLives({
  vendor: "tencent",
  folder: "life-tencent",
  rows: [account, group, groupMembers, groupAttributes, topic],
  options: {
    args: settings.flatMap((setting) => ["--setting", `tencent.${setting}`]),
    connections: ({ tencent }) => ({ default: tencent.connection }),
  },
  async people({ emulator }) {
    for (const UserID of ["ann", "ben", "cat", "cid", "dan", "eve", "fay"]) {
      await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID });
    }
  },
});
