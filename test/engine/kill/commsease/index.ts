import { commsease } from "pulumi-im";

const connection = "commsease";

const accounts = Array.from(
  { length: 20 },
  (_, i) => new commsease.Account(`account-${i}`, { accid: `acc-${i}`, name: `Account ${i}`, connection }),
);

const accid = (i: number) => (accounts[i] as commsease.Account).accid;

for (let i = 0; i < 10; i++) {
  new commsease.Team(`team-${i}`, {
    tname: `Team ${i % 4}`,
    owner: accid(i % 3),
    custom: { number: i },
    members: [accid(10 + i), { accid: accid(9), manager: true }],
    connection,
  });
  new commsease.Chatroom(`room-${i}`, { creator: accid(i % 3), name: `Room ${i % 4}`, ext: { number: i }, connection });
}
