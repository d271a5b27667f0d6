// Who may import whom. The names of the rules are what a failing check prints.
const vendors = "commsease|nexconn|tencent";
const core = "[^/]+\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "provider-and-emulator-are-strangers",
      comment: "The emulator checks signatures with code of its own, or a mistake would cancel itself out.",
      severity: "error",
      from: { path: "^(provider|emulator)/" },
      to: { path: "(^|/)(provider|emulator)/|^pulumi-im(-emulator)?$", pathNot: "^$1/" },
    },
    {
      name: "vendors-are-strangers",
      comment: "What two vendors share belongs beside them, not in one of them.",
      severity: "error",
      from: { path: `^(provider|emulator)/(${vendors})/` },
      to: { path: `^$1/(${vendors})/`, pathNot: "^$1/$2/" },
    },
    {
      name: "http-knows-nobody",
      comment: "http/ speaks HTTP for every vendor; it may know errors and nothing else of the provider.",
      severity: "error",
      from: { path: "^provider/http/" },
      to: { path: "^provider/", pathNot: "^provider/(http/|errors\\.ts$|node_modules/)" },
    },
    {
      name: "core-knows-no-vendor",
      comment: "Only the entries put the vendors together.",
      severity: "error",
      from: { path: `^provider/${core}`, pathNot: "^provider/(index|dynamic|program)\\.ts$" },
      to: { path: `^provider/(${vendors}|portable|stack-file)/` },
    },
    {
      name: "vendors-do-not-know-portable",
      severity: "error",
      from: { path: `^provider/(${vendors}|http)/` },
      to: { path: "^provider/(portable|stack-file)/" },
    },
    {
      name: "pulumi-in-three-files",
      comment:
        "Resources, what a program declares of them, and the stack's configuration know the engine; elsewhere its types are enough.",
      severity: "error",
      from: { path: "^provider/", pathNot: "^provider/(resource|declared|stack-configuration)\\.ts$" },
      to: { path: "@pulumi/pulumi", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolved",
      severity: "error",
      from: { path: "^(provider|emulator)/" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Not excluded: an import of a compiled package is an import of that package.
    doNotFollow: { path: "node_modules|/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".json"] },
  },
};
