import * as pulumi from "@pulumi/pulumi";
import { Account, commsease, Team } from "pulumi-im";

// What the test changes: the names of the floors, and what they were called before.
const floors = ["north", "south"];
const former: Record<string, string> = {};

/** Two accounts that know nothing of one another, and a team that hangs on both. */
class Desk extends pulumi.ComponentResource {
  readonly tid: pulumi.Output<string>;

  constructor(name: string, prefix: string, opts: pulumi.ComponentResourceOptions) {
    super("acme:Desk", name, {}, opts);
    const lead = new commsease.Account(`${name}-lead`, { accid: `${prefix}-lead` }, { parent: this });
    const helper = new Account(`${name}-helper`, { accountId: `${prefix}-helper` }, { parent: this });
    const team = new commsease.Team(
      `${name}-team`,
      { tname: prefix, owner: lead.accid, members: [helper.accountId], membership: "additive" },
      { parent: this },
    );
    // Below another resource of ours; an alias of the parent reaches it by the start of its name.
    new commsease.TeamMembers(`${name}-team-guests`, { tid: team.tid, members: ["guest"] }, { parent: team });
    new Team(`${name}-second`, { name: `${prefix} 2`, owner: lead.accid }, { parent: this });
    this.tid = team.tid;
    this.registerOutputs({ tid: this.tid });
  }
}

/** Desks side by side, one of which waits for the other. */
class Floor extends pulumi.ComponentResource {
  constructor(name: string, prefix: string, opts: pulumi.ComponentResourceOptions) {
    super("acme:Floor", name, {}, opts);
    const first = new Desk(`${name}-first`, `${prefix}-1`, { parent: this, providers: [] });
    const aliases = former[name] === undefined ? [] : [{ name: `${former[name]}-second` }];
    new Desk(`${name}-second`, `${prefix}-2`, { parent: this, dependsOn: [first], aliases });
    this.registerOutputs({});
  }
}

/** Sees every resource below it, as a company's own defaults do. */
const transforms: pulumi.ResourceTransform[] = [
  ({ type, props, opts }) =>
    type.endsWith("commsease:Account") ? { props: { ...props, name: "Transformed" }, opts } : undefined,
];

const building = new pulumi.ComponentResource("acme:Building", "building", {}, { transforms });
for (const [i, name] of floors.entries()) {
  const aliases = former[name] === undefined ? [] : [{ name: former[name] }];
  new Floor(name, `floor-${i}`, { parent: building, aliases });
}
