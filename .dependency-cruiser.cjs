// Who may import whom. The names of the rules are what a failing check prints.
const vendors = ["commsease", "nexconn", "tencent"];

/** The rooms of the provider, and what each may import beside itself. Files of the root are named without their ending. */
const tools = ["values", "schema", "lag", "errors", "report"];
const core = [...tools, "connection", "ownership", "collections", "resource"];
const rooms = {
  values: [],
  schema: ["values"],
  lag: [],
  http: ["values", "lag", "errors"],
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

/** What the emulator generates, or does not compile. */
const emulatorAside = "(bin|dist|types|node_modules)/";
const emulatorRoot = "(arguments|cli|data-file|emulator|index|input-error|settings-file)\\.ts$";
const emulatorRooms = `(cloud|control|http|probe|surroundings|${vendors.join("|")})/`;

/** A room of the emulator may know the rooms that are named, and no other. */
function emulatorRoom(room, rooms, comment) {
  return {
    name: `emulator-${room}-knows-${rooms.join("-") || "nobody"}`,
    comment,
    severity: "error",
    from: { path: `^emulator/${room}/` },
    to: { path: "^emulator/", pathNot: `^emulator/((${[room, ...rooms].join("|")})/|input-error\\.ts$)` },
  };
}

/** Who may import whom in the emulator. */
const emulator = [
  emulatorRoom("surroundings", [], "Clock, log, faults and rate limits are what every vendor is given."),
  emulatorRoom("http", ["surroundings"], "http/ serves and knows no call."),
  emulatorRoom("cloud", ["http", "surroundings"], "What all vendors do alike knows none of them."),
  emulatorRoom("control", ["cloud", "surroundings"], "The control port knows of vendors what they have in common."),
  {
    name: "emulator-probe-knows-settings-alone",
    comment:
      "What is found out about a cloud must not come from how it is emulated: of that a probe knows the names and values of settings.",
    severity: "error",
    from: { path: "^emulator/probe/" },
    to: {
      path: "^emulator/",
      pathNot: `^emulator/(probe/|input-error\\.ts$|cloud/(settings|values)\\.ts$|${oneOf(vendors)}/settings\\.ts$)`,
    },
  },
  {
    name: "emulator-probed-vendors-know-their-own",
    severity: "error",
    from: { path: `^emulator/probe/${oneOf(vendors)}/` },
    to: { path: `^emulator/(probe/)?${oneOf(vendors)}/`, pathNot: "^emulator/(probe/)?$1/" },
  },
  {
    name: "emulator-probe-is-for-any-vendor",
    comment: "One file lists the vendors that can be probed.",
    severity: "error",
    from: { path: "^emulator/probe/[^/]+$", pathNot: "/vendors\\.ts$" },
    to: { path: `^emulator/(probe/)?${oneOf(vendors)}/` },
  },
  {
    name: "emulator-vendors-stand-on-cloud",
    severity: "error",
    from: { path: `^emulator/${oneOf(vendors)}/` },
    to: { path: "^emulator/", pathNot: "^emulator/(($1|cloud|http|surroundings)/|input-error\\.ts$)" },
  },
  {
    name: "emulator-root-only-puts-together",
    comment: "One file of the root knows the vendors, and their definitions alone.",
    severity: "error",
    from: { path: "^emulator/[^/]+$" },
    to: { path: `^emulator/${oneOf(vendors)}/`, pathNot: "/definition\\.ts$" },
  },
  {
    name: "emulator-objects-know-no-wire",
    comment: "What an object's calls mean does not depend on how they are sent and signed.",
    severity: "error",
    from: { path: `^emulator/${oneOf(vendors)}/[^/]+/` },
    to: { path: "^emulator/(http/|[^/]+/(authenticate|clients|definition|protocol|state-view)\\.ts$)" },
  },
  {
    name: "emulator-ground-knows-no-object",
    comment: "Only what puts a vendor together knows the folders of its objects.",
    severity: "error",
    from: { path: `^emulator/${oneOf(vendors)}/[^/]+$`, pathNot: "/(clients|definition|settings|state-view)\\.ts$" },
    to: { path: `^emulator/${oneOf(vendors)}/[^/]+/` },
  },
  // A file is met as one that imports, as one that is imported, or alone.
  ...[
    { from: { path: "^emulator/" }, to: {} },
    { from: {}, to: { path: "^emulator/" } },
    { from: { path: "^emulator/", orphan: true }, to: {} },
  ].map(({ from, to }) => {
    const unnamed = `^emulator/(${emulatorAside}|${emulatorRoot}|${emulatorRooms})`;
    return {
      name: "emulator-rooms-are-named",
      comment: "A folder or root file that no rule knows would be free to import whatever it likes.",
      severity: "error",
      from: { ...from, ...(from.path && { pathNot: unnamed }) },
      to: { ...to, ...(to.path && { pathNot: unnamed }) },
    };
  }),
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "provider-and-emulator-are-strangers",
      comment: "The emulator checks signatures with code of its own, or a mistake would cancel itself out.",
      severity: "error",
      from: { path: "^(provider|emulator)/" },
      // From the root of the checkout, whatever the folders above it are called.
      to: { path: "^(provider|emulator)/|^pulumi-im(-emulator)?$", pathNot: "^$1/" },
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
      name: "no-file-without-a-room",
      comment: "The same for one that imports nothing and is imported by nobody.",
      severity: "error",
      from: { path: unknownRoom, orphan: true },
      to: {},
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
      name: "unit-tests-are-functions",
      comment: "What starts a process, opens a socket or compiles is no unit test: it goes to another tier.",
      severity: "error",
      // The listing of the public surface asks the emulator's command for its usage, and starts none.
      from: { path: "^test/unit/", pathNot: "/public-surface\\.test\\.ts$" },
      to: { path: "^(child_process|cluster|dgram|dns|https?|http2|net|tls|worker_threads)$", reachable: true },
    },
    {
      name: "unit-tests-compile-nothing",
      severity: "error",
      from: { path: "^test/unit/" },
      to: { path: "(^|/)node_modules/typescript/|/dist/" },
    },
    {
      name: "unit-tests-open-nothing",
      comment:
        "The provider's own use of these is behind `Sender`; a test has no other use for them than a socket or an engine.",
      severity: "error",
      from: { path: "^test/unit/" },
      to: {
        path: "(^|/)node_modules/(undici|ws|@grpc/grpc-js)/|^(undici|ws|@grpc/grpc-js)$|@pulumi/pulumi/automation",
      },
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
    ...emulator,
  ],
  options: {
    // Not excluded: an import of a compiled package is an import of that package.
    doNotFollow: { path: "node_modules|/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".json"] },
  },
};
