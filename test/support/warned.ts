/** What was told on standard error in the test so far, a warning each. To be called once, outside of tests. */
export function useWarned(): () => string[] {
  let told: string[] = [];
  let spy: jest.SpyInstance;
  beforeEach(() => {
    told = [];
    spy = jest.spyOn(process.stderr, "write").mockImplementation((text) => {
      told.push(String(text).trimEnd());
      return true;
    });
  });
  afterEach(() => spy.mockRestore());
  return () => told;
}
