import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

const estate = new pulumi.ComponentResource("acme:Estate", "estate");
const first = new commsease.Account("first", { accid: "first", name: "First" }, { parent: estate, protect: true });
new commsease.Account("second", { accid: "second", name: "Other" }, { dependsOn: first, ignoreChanges: ["name"] });
new commsease.Account("third", { accid: "third" }, { retainOnDelete: true });
