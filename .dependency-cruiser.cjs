// Who may import whom. The names of the rules are what a failing check prints.
const vendors = "commsease|nexconn|tencent";
const core = "[^/]+\\.ts$";

/** What the emulator generates, or does not compile. */
const emulatorAside = "(bin|dist|types|node_modules)/";
const emulatorRoot = "(arguments|cli|data-file|emulator|index|input-error)\\.ts$";
const emulatorRooms = `(cloud|control|http|surroundings|${vendors})/`;

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
    name: "emulator-vendors-stand-on-cloud",
    severity: "error",
    from: { path: `^emulator/(${vendors})/` },
    to: { path: "^emulator/", pathNot: "^emulator/(($1|cloud|http|surroundings)/|input-error\\.ts$)" },
  },
  {
    name: "emulator-root-only-puts-together",
    comment: "One file of the root knows the vendors, and their definitions alone.",
    severity: "error",
    from: { path: "^emulator/[^/]+$" },
    to: { path: `^emulator/(${vendors})/`, pathNot: "/definition\\.ts$" },
  },
  {
    name: "emulator-objects-know-no-wire",
    comment: "What an object's calls mean does not depend on how they are sent and signed.",
    severity: "error",
    from: { path: `^emulator/(${vendors})/[^/]+/` },
    to: { path: "^emulator/(http/|[^/]+/(authenticate|clients|definition|protocol|state-view)\\.ts$)" },
  },
  {
    name: "emulator-ground-knows-no-object",
    comment: "Only what puts a vendor together knows the folders of its objects.",
    severity: "error",
    from: { path: `^emulator/(${vendors})/[^/]+$`, pathNot: "/(clients|definition|settings|state-view)\\.ts$" },
    to: { path: `^emulator/(${vendors})/[^/]+/` },
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
