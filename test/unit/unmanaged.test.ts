import { ofUnmanaged, tellOfUnmanaged } from "../../provider/collections/unmanaged";
import { useWarned } from "../support/warned";

const told = useWarned();
const warned = () =>
  told()
    .map((text) => `${text}\n`)
    .join("");

test("a warning names twenty and counts the others", () => {
  const names = Array.from({ length: 23 }, (_, i) => `n${i}`);
  expect(ofUnmanaged("words", names)).toContain('"n19" and 3 more. They stay.');
});

describe("what nobody declared", () => {
  test("is told once, in quotes", () => {
    tellOfUnmanaged("members of team 7", ["eve", "a, b"]);
    expect(warned()).toBe(
      'warning: There are members of team 7 that are neither declared nor in the state: "eve", "a, b". They stay. `pulumi refresh` brings them into the next preview.\n',
    );
  });

  test.each<[string, string[], boolean]>([
    ["there is none", [], false],
    ["others are expected", ["eve"], true],
  ])("is no news where %s", (_, names, areExpected) => {
    tellOfUnmanaged("members of team 7", names, areExpected);
    expect(warned()).toBe("");
  });
});
