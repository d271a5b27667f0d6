import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

const token = new pulumi.Config().require("token");

new commsease.Account("declared", { accid: "declared", token: token.repeat(10) });
