const before = process.env.IM_DEBUG;
afterEach(() => {
  if (before === undefined) delete process.env.IM_DEBUG;
  else process.env.IM_DEBUG = before;
});

/** What a process that starts with this in its environment prints of a line. */
function printed(setting: string | undefined): string[] {
  if (setting === undefined) delete process.env.IM_DEBUG;
  else process.env.IM_DEBUG = setting;
  const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  jest.isolateModules(() => {
    const { debug } = require("../../provider/http/debug") as typeof import("../../provider/http/debug");
    debug("a call");
  });
  const lines = written.mock.calls.map(([text]) => String(text));
  written.mockRestore();
  return lines;
}

test.each(["1", "true"])("IM_DEBUG=%s prints a line for each call", (setting) => {
  expect(printed(setting)).toEqual(["im: a call\n"]);
});

test.each([undefined, "", "0", "false"])("IM_DEBUG=%s prints none", (setting) => {
  expect(printed(setting)).toEqual([]);
});
