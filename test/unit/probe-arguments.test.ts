import { parseProbe } from "../../emulator/probe/arguments";
import { settingsText } from "../../emulator/probe/settings-file";

const SECRET = "s3cret-of-the-app";
const environment = { PULUMI_IM_PROBE_SECRET: SECRET };
const endpoint = ["--endpoint", "https://api.example.com/"];

test("with --yes it is known where to, as whom and about what", () => {
  const command = parseProbe(["--vendor", "nexconn", ...endpoint, "--app", "key", "--yes"], environment);
  expect(command).toMatchObject({
    help: false,
    settings: "nexconn.settings.json",
    prefix: "pimprobe",
    some: false,
    access: {
      endpoints: ["https://api.example.com"],
      app: { id: "key", secret: SECRET, admin: "administrator" },
    },
  });
});

test("app and admin may come by the environment", () => {
  const all = { ...environment, PULUMI_IM_PROBE_APP: "key", PULUMI_IM_PROBE_ADMIN: "root" };
  expect(parseProbe(["--vendor", "nexconn", ...endpoint, "--yes"], all)).toMatchObject({
    access: { app: { id: "key", admin: "root" } },
  });
});

test("a plan needs neither app nor secret, and has no access", () => {
  expect(parseProbe(["--vendor", "nexconn"], {})).not.toHaveProperty("access");
});

test("settings can be named with their vendor or without", () => {
  const args = ["--vendor", "nexconn", "--only", "unknownUser", "--only", "nexconn.secondBan"];
  expect(parseProbe(args, {})).toMatchObject({ names: ["unknownUser", "secondBan"], some: true });
});

test.each([
  [["--vendor", "nexconn", "--secret", SECRET], /the secret is no argument.*PULUMI_IM_PROBE_SECRET/],
  [["--vendor", "nexconn", `--app-secret=${SECRET}`], /the secret is no argument/],
  [["--vendor", "nexconn", "--app", SECRET], /the secret is no argument/],
  [["--vendor", "nobody"], /--vendor is one of .*nexconn.*, not nobody/],
  [[], /--vendor is one of .*nexconn/],
  [["--vendor", "nexconn", "--only", "nothing"], /unknown setting nexconn\.nothing/],
  [["--vendor", "nexconn", "--prefix", "ab"], /--prefix is 4 to 16 small letters and digits/],
  [["--vendor", "nexconn", "--prefix", "Probe-1"], /--prefix is/],
  [["--vendor", "nexconn", "--yes", "--app", "key"], /--endpoint is missing/],
  [["--vendor", "nexconn", "--yes", ...endpoint], /--app is missing/],
  [
    ["--vendor", "nexconn", "--yes", "--app", "key", "--endpoint", "http://api.example.com"],
    /--endpoint is an https URL/,
  ],
  [["--vendor", "nexconn", "--yes", "--app", "key", "--endpoint", "api.example.com"], /--endpoint is an https URL/],
  [["--vendor", "nexconn", "--nothing"], /--nothing/],
])("%j is a mistake, and its text has no secret", (args, text) => {
  let said = "";
  try {
    parseProbe(args, environment);
  } catch (error) {
    expect(error).toMatchObject({ code: "INVALID_INPUT" });
    said = error instanceof Error ? error.message : "";
  }
  expect(said).toMatch(text);
  expect(said).not.toContain(SECRET);
});

test("without the secret nothing can be signed", () => {
  const args = ["--vendor", "nexconn", "--yes", "--app", "key", ...endpoint];
  expect(() => parseProbe(args, {})).toThrow("PULUMI_IM_PROBE_SECRET is missing");
});

test("the file is sorted, and says of what was not looked at what it said before", () => {
  const before = {
    nexconn: { kept: 1, changed: 2, gone: 3 },
    untold: { "nexconn.told": "why", "nexconn.still": "why" },
  };
  const findings = new Map([
    ["told", { value: true }],
    ["changed", { value: 4 }],
    ["gone", { untold: "hidden" }],
    ["b", { value: "x" }],
  ]);
  expect(JSON.parse(settingsText("nexconn", findings, before))).toEqual({
    nexconn: { b: "x", changed: 4, kept: 1, told: true },
    untold: { "nexconn.gone": "hidden", "nexconn.still": "why" },
  });
  const text = settingsText("nexconn", findings);
  expect(text.indexOf('"b"')).toBeLessThan(text.indexOf('"changed"'));
});
