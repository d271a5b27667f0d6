import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

new commsease.Account("declared", {
  accid: "declared",
  token: pulumi.interpolate`${new pulumi.Config().requireSecret("token")}-3`,
  name: "Changed",
  mute: true,
});
new commsease.Account("made", { accid: "made", tokenVersion: 2, mute: true });
new commsease.Account("half", { accid: "half", mute: true });
