// Who may import whom. The names of the rules are what a failing check prints.
const vendors = ["commsease", "nexconn", "tencent"];

/** The rooms of the provider, and what each may import beside itself. Files of the root are named without their ending. */
const tools = ["values", "schema", "errors", "report"];
const core = [...tools, "connection", "ownership", "collections", "resource"];
const rooms = {
  values: [],
  schema: ["values"],
  http: ["errors"],
  connection: ["values", "schema", "errors"],
  ownership: tools,
  collections: tools,
  resource: core,
  program: core,
  ...Object.fromEntries(vendors.map((vendor) => [vendor, [...core, "program", "http"]])),
  portable: [...core, "program", ...vendors],
  "stack-file": [...core, "program", "portable"],
};

/** Files of the provider's root: entries, which put the rooms together, and what every room may tell. */
const entries = ["index", "dynamic", "program", "cli"];
const shared = ["errors", "report"];

const oneOf = (names) => `(${names.join("|")})`;
const inRooms = (names) =>
  `^provider/${oneOf(names.flatMap((name) => (shared.includes(name) ? `${name}\\.ts$` : `${name}/`)))}`;

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-looks-inward`,
  comment: `provider/${room} may import ${allowed.join(", ") || "nothing"}, and itself.`,
  severity: "error",
  from: { path: `^provider/${room}/` },
  to: { path: "^provider/", pathNot: [inRooms([room, ...allowed]), "^provider/node_modules/"] },
}));

const known = [
  ...Object.keys(rooms).map((room) => `${room}/`),
  ...[...entries, ...shared].map((file) => `${file}\\.ts$`),
];
const unknownRoom = `^provider/(?!${[...known, "bin/", "node_modules/", "dist/"].join("|")})`;

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
      from: { path: `^(provider|emulator)/${oneOf(vendors)}/` },
      to: { path: `^$1/${oneOf(vendors)}/`, pathNot: "^$1/$2/" },
    },
    ...roomRules,
    {
      name: "each-room-has-a-rule",
      comment: "A new folder or root file of the provider needs a line in `rooms`, or its directions are nobody's.",
      severity: "error",
      from: { path: unknownRoom },
      to: {},
    },
    {
      name: "no-room-without-a-rule",
      comment: "The same for one that imports nothing itself.",
      severity: "error",
      from: {},
      to: { path: unknownRoom },
    },
    {
      name: "errors-and-reports-stand-alone",
      comment: "Every room but values may import them.",
      severity: "error",
      from: { path: `^provider/${oneOf(shared)}\\.ts$` },
      to: { path: "^provider/", pathNot: inRooms([...shared, "values"]) },
    },
    {
      name: "pulumi-in-one-room",
      comment: "What runs in a program knows the engine; elsewhere its types are enough.",
      severity: "error",
      from: { path: "^provider/", pathNot: "^provider/program/" },
      to: { path: "@pulumi/pulumi", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
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
