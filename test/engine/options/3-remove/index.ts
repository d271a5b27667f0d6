import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

const estate = new pulumi.ComponentResource("acme:Estate", "estate");
new commsease.Account("first", { accid: "first", name: "First" }, { parent: estate, protect: false });
