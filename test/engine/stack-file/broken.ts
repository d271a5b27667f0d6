/** A stack file with one thing wrong with it. */
export interface Broken {
  name: string;
  /** What the configuration lists beside {@link sound}. */
  yaml: string;
  /** The text of the separate file that `im:file` names, where there is one. */
  file?: string;
  /** The start of the line: path, and what was seen. */
  says: string;
  /** Further words of the line: what is allowed, and what to do. */
  and: string[];
  /** Whether the form alone tells, so that the JSON Schema refuses it too. */
  isForm?: boolean;
}

/** What is in order, and in each of the files. */
export const sound = `
im:accounts:
  bot: { accountId: svc-bot, name: Help desk }
  ana: { accountId: agent-ana }
  ben: { accountId: agent-ben }
  far: { accountId: far, connection: other }
im:teams:
  fine: { name: Fine, owner: bot, members: [ana] }
`;

const account = "the name of an account in im:accounts, or { accountId: … } for one made elsewhere";

export const broken: Broken[] = [
  {
    name: "an unknown field",
    yaml: "im:accounts: { unknown-field: { accountId: a1, nam: A } }",
    says: "im:accounts.unknown-field.nam: got an unknown key",
    and: ["allowed: accountId, name, ", "Did you mean `name`?"],
    isForm: true,
  },
  {
    name: "a field that the resource class sets",
    yaml: "im:accounts: { own-mark: { accountId: a2, mark: 0123456789abcdef } }",
    says: "im:accounts.own-mark.mark: got an unknown key",
    and: ["Remove it."],
    isForm: true,
  },
  {
    name: "a name of blanks alone",
    yaml: 'im:accounts: { blank-name: { accountId: a3, name: "  " } }',
    says: 'im:accounts.blank-name.name: got "  "',
    and: ["with a character that can be seen", "give it a name that can be seen"],
  },
  {
    name: "a birthday that the calendar does not have",
    yaml: 'im:accounts: { no-day: { accountId: a4, birthday: "1990-02-31" } }',
    says: 'im:accounts.no-day.birthday: got "1990-02-31"',
    and: ["one that the calendar has", "The calendar has no such day"],
  },
  {
    name: "what goes with a block, without one",
    yaml: "im:accounts: { no-block: { accountId: a5, commsease: { needkick: true } } }",
    says: "im:accounts.no-block.commsease.needkick: got boolean true without disabled",
    and: ["commsease.needkick together with disabled", "Declare disabled, or leave it out."],
  },
  {
    name: "data in the place of the ownership mark",
    yaml: 'im:accounts: { own-data: { accountId: a6, extension: { "pulumi-im": 1 } } }',
    says: "im:accounts.own-data.extension: got ",
    and: ["without the key pulumi-im, which is the ownership mark's", "Choose another key than pulumi-im"],
  },
  {
    name: "a misspelt owner",
    yaml: "im:teams: { misspelt-owner: { name: T, owner: bott } }",
    says: 'im:teams.misspelt-owner.owner: got "bott", which im:accounts does not have',
    and: [account, "Did you mean `bot`?"],
  },
  {
    name: "a misspelt member in a list",
    yaml: "im:teams: { misspelt-item: { name: T, owner: bot, members: [ana, benn] } }",
    says: 'im:teams.misspelt-item.members[1]: got "benn", which im:accounts does not have',
    and: [account, "Did you mean `ben`?"],
  },
  {
    name: "a misspelt member in a map",
    yaml: "im:teams: { misspelt-key: { name: T, owner: bot, members: { anna: { manager: true } } } }",
    says: 'im:teams.misspelt-key.members.anna: got "anna", which im:accounts does not have',
    and: [account, "Did you mean `ana`?"],
  },
  {
    name: "a misspelt member in an item with more",
    yaml: "im:teams: { misspelt-more: { name: T, owner: bot, members: [{ account: Ben, manager: true }] } }",
    says: 'im:teams.misspelt-more.members[0]: got "Ben", which im:accounts does not have',
    and: [account, "Did you mean `ben`?"],
  },
  {
    name: "an owner who is nowhere near a name",
    yaml: "im:chatrooms: { nowhere: { name: R, owner: somebody } }",
    says: 'im:chatrooms.nowhere.owner: got "somebody", which im:accounts does not have',
    and: [account, 'Declare the account there, or write { accountId: "somebody" }.'],
  },
  {
    name: "an accountId where a name belongs",
    yaml: "im:teams: { by-id: { name: T, owner: svc-bot } }",
    says: 'im:teams.by-id.owner: got "svc-bot", which im:accounts does not have',
    and: ["This is the accountId of `bot`: write `bot`."],
  },
  {
    name: "a name of another kind of resource",
    yaml: "im:teams: { other-kind: { name: T, owner: fine } }",
    says: 'im:teams.other-kind.owner: got "fine", which im:accounts does not have',
    and: [account],
  },
  {
    name: "an object with a wrong key for a reference",
    yaml: "im:teams: { wrong-object: { name: T, owner: { accid: bot } } }",
    says: "im:teams.wrong-object.owner: got an object with 1 keys",
    and: [account, "Write the name that stands in im:accounts."],
    isForm: true,
  },
  {
    name: "a number for a reference",
    yaml: "im:teams: { wrong-reference: { name: T, owner: bot, members: [7] } }",
    says: "im:teams.wrong-reference.members[0]: got number 7",
    and: [account],
    isForm: true,
  },
  {
    name: "a text for a flag",
    yaml: 'im:accounts: { wrong-flag: { accountId: a3, muted: "yes" } }',
    says: 'im:accounts.wrong-flag.muted: got "yes"',
    and: ["allowed: true or false", "Give a boolean"],
    isForm: true,
  },
  {
    name: "a number for a text",
    yaml: "im:accounts: { wrong-text: { accountId: 4711 } }",
    says: "im:accounts.wrong-text.accountId: got 4711 without quotes",
    and: ["allowed: an id", 'Write it in quotes: "4711".'],
    isForm: true,
  },
  {
    name: "a field with no value",
    yaml: "im:accounts: { no-value: { accountId: a4, name: } }",
    says: "im:accounts.no-value.name: got null",
    and: ["allowed: a text of at most 500 characters", 'Leave it out, or write "" to clear it.'],
    isForm: true,
  },
  {
    name: "a list for a text",
    yaml: "im:accounts: { list-text: { accountId: a12, signature: [one, two] } }",
    says: "im:accounts.list-text.signature: got a list of 2",
    and: ["allowed: a text of at most 500 characters", "Write one text, not a list."],
    isForm: true,
  },
  {
    name: "an object for a text",
    yaml: "im:accounts: { object-text: { accountId: a13, avatarUrl: { at: x } } }",
    says: "im:accounts.object-text.avatarUrl: got an object with 1 keys",
    and: ["Write one text, not an object."],
    isForm: true,
  },
  {
    name: "a number for the id of a member",
    yaml: "im:teams: { member-number: { name: T, owner: bot, members: [{ accountId: 10009, manager: true }] } }",
    says: "im:teams.member-number.members[0].accountId: got 10009 without quotes",
    and: ["allowed: the accountId of an account that is made elsewhere", 'Write it in quotes: "10009".'],
    isForm: true,
  },
  {
    name: "a number for the id of an owner",
    yaml: "im:teams: { owner-number: { name: T, owner: { accountId: 10009 } } }",
    says: "im:teams.owner-number.owner.accountId: got 10009 without quotes",
    and: ['Write it in quotes: "10009".'],
    isForm: true,
  },
  {
    name: "a number for the name of an entry",
    yaml: 'im:accounts: { "42": { accountId: a14 } }\nim:chatrooms: { name-number: { name: R, owner: 42 } }',
    says: "im:chatrooms.name-number.owner: got 42 without quotes",
    and: [account, 'Write it in quotes: "42".'],
    isForm: true,
  },
  {
    name: "a number that quotes do not make right",
    yaml: "im:accounts: { quotes-no-help: { accountId: a15, birthday: 19901231 } }",
    says: "im:accounts.quotes-no-help.birthday: got number 19901231",
    and: ["allowed: a date", "Write it as 1990-12-31."],
    isForm: true,
  },
  {
    name: "a text for a former name",
    yaml: "im:accounts: { alias-text: { accountId: b1, aliases: desk } }",
    says: 'im:accounts.alias-text.aliases: got "desk"',
    and: ["allowed: a list of logical names that this entry had before", 'Write ["desk"].'],
    isForm: true,
  },
  {
    name: "a former name that is empty",
    yaml: 'im:chatrooms: { alias-empty: { name: R, owner: bot, aliases: [""] } }',
    says: 'im:chatrooms.alias-empty.aliases[0]: got ""',
    and: ["Write the name as a text."],
    isForm: true,
  },
  {
    name: "a former name that is an entry",
    yaml: "im:accounts: { alias-declared: { accountId: b2, aliases: [older, bot] } }",
    says: 'im:accounts.alias-declared.aliases[1]: got "bot", which im:accounts declares as an entry of its own',
    and: ["Remove it here, or remove the entry `bot` if it has become `alias-declared`."],
  },
  {
    name: "a former name that is the name",
    yaml: "im:teams: { alias-own: { name: T, owner: bot, aliases: [alias-own] } }",
    says: "im:teams.alias-own.aliases[0]: got the entry's own name",
    and: ["Remove it."],
  },
  {
    name: "a former name of two entries",
    yaml: "im:accounts: { alias-one: { accountId: b3, aliases: [was] }, alias-two: { accountId: b4, aliases: [was] } }",
    says: 'im:accounts.alias-two.aliases[0]: got "was", which is a former name of `alias-one` too',
    and: ["allowed: each former name once", "remove one of the two"],
  },
  {
    name: "a reference by a former name",
    yaml: "im:accounts: { renamed: { accountId: b5, aliases: [formerly] } }\nim:teams: { by-former: { name: T, owner: formerly } }",
    says: 'im:teams.by-former.owner: got "formerly", which im:accounts does not have',
    and: [account, "This is a former name of `renamed`: write `renamed`."],
  },
  {
    name: "a list with nothing below it",
    yaml: "im:chatroomEntries:",
    says: "im:chatroomEntries: got nothing",
    and: [
      "allowed: a map of chatroomEntries by logical name",
      "Where there are to be none, write `im:chatroomEntries: {}`.",
    ],
    isForm: true,
  },
  {
    name: "a word that is none of the words",
    yaml: "im:teams: { wrong-word: { name: T, owner: bot, joinPolicy: free } }",
    says: 'im:teams.wrong-word.joinPolicy: got "free"',
    and: ['allowed: "open" (anybody), "approval"', "Give one of these words."],
    isForm: true,
  },
  {
    name: "a required field that is missing",
    yaml: "im:teams: { no-name: { owner: bot } }",
    says: "im:teams.no-name.name: got nothing",
    and: ["It is required: add it."],
    isForm: true,
  },
  {
    name: "a required reference that is missing",
    yaml: "im:teams: { no-owner: { name: T, members: [ana] } }",
    says: "im:teams.no-owner.owner: got nothing",
    and: ["It is required: add it."],
    isForm: true,
  },
  {
    name: "a field that the vendor lacks",
    yaml: "im:teams: { lacking: { name: T, owner: { accountId: o }, maxMembers: 50, connection: nex } }",
    says: "im:teams.lacking.maxMembers: got number 50",
    and: ["on a connection of commsease", "nexconn has nothing like it", "Leave it out, or choose another connection."],
  },
  {
    name: "an id that the vendor assigns",
    yaml: "im:teams: { assigned: { name: T, owner: bot, teamId: t1 } }",
    says: 'im:teams.assigned.teamId: got "t1"',
    and: ["commsease has nothing like it"],
  },
  {
    name: "a member twice",
    yaml: "im:teams: { twice: { name: T, owner: bot, members: [ana, ben, ana] } }",
    says: 'im:teams.twice.members[2]: got "agent-ana" twice',
    and: ["allowed: each member once", "Remove one of the two."],
  },
  {
    name: "a member by name and by an id that the vendor takes for the same",
    yaml: "im:teams: { same: { name: T, owner: bot, members: [ana, { accountId: AGENT-ANA }] } }",
    says: 'im:teams.same.members[1]: got "agent-ana" twice',
    and: ["allowed: each member once"],
  },
  {
    name: "the owner in the list of members",
    yaml: "im:teams: { owner-item: { name: T, owner: bot, members: [ana, bot] } }",
    says: "im:teams.owner-item.members[1]: got the owner",
    and: ["allowed: everybody but the owner", "Remove"],
  },
  {
    name: "the owner in the map of members",
    yaml: "im:teams: { owner-key: { name: T, owner: { accountId: agent-ben }, members: { ben: {} } } }",
    says: "im:teams.owner-key.members.ben: got the owner",
    and: ["allowed: everybody but the owner"],
  },
  {
    name: "a member who is said to be true",
    yaml: "im:teams: { true-member: { name: T, owner: bot, members: { ana: true } } }",
    says: "im:teams.true-member.members.ana: got boolean true",
    and: ["allowed: an object with manager, nickname", "Write {} for an ordinary member."],
    isForm: true,
  },
  {
    name: "an unknown field of a member",
    yaml: "im:teams: { member-field: { name: T, owner: bot, members: { ana: { manger: true } } } }",
    says: "im:teams.member-field.members.ana.manger: got an unknown key",
    and: ["Did you mean `manager`?"],
    isForm: true,
  },
  {
    name: "a wrong field of a member in a list",
    yaml: "im:teams: { member-type: { name: T, owner: bot, members: [ana, { account: ben, manager: 1 }] } }",
    says: "im:teams.member-type.members[1].manager: got number 1",
    and: ["allowed: true or false"],
    isForm: true,
  },
  {
    name: "a text for members",
    yaml: "im:teams: { members-text: { name: T, owner: bot, members: ana } }",
    says: 'im:teams.members-text.members: got "ana"',
    and: ["allowed: a map by the names of accounts, or a list of them", "Write { ana: {}, ben: {} } or [ana, ben]."],
    isForm: true,
  },
  {
    name: "an unknown field of a vendor's block",
    yaml: "im:accounts: { block-key: { accountId: a5, commsease: { mutep2p: true } } }",
    says: "im:accounts.block-key.commsease.mutep2p: got an unknown key",
    and: ["Did you mean `muteP2P`?"],
    isForm: true,
  },
  {
    name: "a wrong type in a vendor's block",
    yaml: "im:accounts: { block-type: { accountId: a6, commsease: { bid: 1 } } }",
    says: "im:accounts.block-type.commsease.bid: got number 1",
    and: ["allowed: JSON text of an object"],
    isForm: true,
  },
  {
    name: "a native field that a portable one stands for",
    yaml: "im:accounts: { block-taken: { accountId: a7, commsease: { icon: x } } }",
    says: "im:accounts.block-taken.commsease.icon: got an unknown key",
    and: ["allowed: props, bid"],
    isForm: true,
  },
  {
    name: "a limit of the vendor",
    yaml: `im:accounts: { limit: { accountId: a8, name: ${"n".repeat(65)} } }`,
    says: "im:accounts.limit.name: got a text of 65 characters",
    and: ["at most 64 characters", "Shorten it."],
  },
  {
    name: "a connection that does not exist",
    yaml: "im:accounts: { connection: { accountId: a9, connection: othr } }",
    says: "im:accounts.connection.connection: There is no connection `othr`",
    and: ["Did you mean `other`?", "Set im:connections.othr"],
  },
  {
    name: "a connection that is no name",
    yaml: "im:accounts: { connection-type: { accountId: a10, connection: 5 } }",
    says: "im:accounts.connection-type.connection: got 5 without quotes",
    and: ["allowed: the name of a connection", 'Write it in quotes: "5".'],
    isForm: true,
  },
  {
    name: "an account of another app",
    yaml: "im:teams: { stranger: { name: T, owner: bot, members: { ana: {}, far: {} } } }",
    says: "im:teams.stranger.members.far: got `far`, which is on connection `other` (commsease, app two)",
    and: ["allowed: what is on connection `default`", "choose another connection here"],
  },
  {
    name: "a resource that is no map of fields",
    yaml: "im:accounts: { no-map: svc-bot }",
    says: 'im:accounts.no-map: got "svc-bot"',
    and: ["allowed: a map of the fields of Account", "Write its fields below it."],
    isForm: true,
  },
  {
    name: "a name that is empty",
    yaml: 'im:accounts: { "": { accountId: a11 } }',
    says: "im:accounts.: got an empty name",
    and: ["Give it a name."],
    isForm: true,
  },
  {
    name: "a list of resources",
    yaml: "im:chatrooms: [{ name: R, owner: bot }]",
    says: "im:chatrooms: got a list of 1",
    and: ["allowed: a map of chatrooms by logical name"],
    isForm: true,
  },
  {
    name: "an unknown kind of resource",
    yaml: "im:acounts: { x: { accountId: x } }",
    says: "im:acounts: got an unknown key",
    and: ["Did you mean `im:accounts`?"],
    isForm: true,
  },
  {
    name: "a separate file that does not exist",
    yaml: "im:file: missing.yaml",
    says: 'im:file: got "missing.yaml", which does not exist',
    and: ["allowed: a YAML file, relative to the folder of Pulumi.yaml", "Correct the name, or make the file."],
  },
  {
    name: "a separate file that is not YAML",
    yaml: "im:file: more.yaml",
    file: "im:teams:\n  one: { name: [T }\n",
    says: 'im:file: got "more.yaml", in which line 2, column ',
    and: ["Correct that line."],
  },
  {
    name: "a separate file with a key twice",
    yaml: "im:file: more.yaml",
    file: "im:teams:\n  one: { name: T, owner: bot }\n  one: { name: U, owner: bot }\n",
    says: 'im:file: got "more.yaml", in which line 3, column 3 says: Map keys must be unique',
    and: ["Correct that line."],
  },
  {
    name: "a separate file that is a list",
    yaml: "im:file: more.yaml",
    file: "- im:teams\n",
    says: 'im:file: got "more.yaml", which is a list of 1',
    and: ["allowed: a map with im:accounts, im:teams", "Begin the file with one of these."],
    isForm: true,
  },
  {
    name: "a list of a separate file with nothing below it",
    yaml: "im:file: more.yaml",
    file: "im:chatroomEntries:\n",
    says: "more.yaml: im:chatroomEntries: got nothing",
    and: ["Where there are to be none, write `im:chatroomEntries: {}`."],
    isForm: true,
  },
  {
    name: "a separate file with an unknown kind of resource",
    yaml: "im:file: more.yaml",
    file: "im:team: { one: { name: T, owner: bot } }\n",
    says: "more.yaml: im:team: got an unknown key",
    and: ["Did you mean `im:teams`?"],
    isForm: true,
  },
  {
    name: "a cycle: a separate file that names itself",
    yaml: "im:file: more.yaml",
    file: "im:file: more.yaml\n",
    says: "more.yaml: im:file: got an unknown key",
    and: ["allowed: im:accounts, im:teams"],
    isForm: true,
  },
  {
    name: "a cycle: an anchor that contains itself",
    yaml: "im:file: more.yaml",
    file: "im:accounts:\n  one: &one { accountId: one, extension: { again: *one } }\n",
    says: 'im:file: got "more.yaml", ',
    and: ["in which an anchor contains itself"],
  },
  {
    name: "a separate file with an encrypted value",
    yaml: "im:file: more.yaml",
    file: "im:accounts: { one: { accountId: one, email: { secure: v1:abc } } }\n",
    says: "more.yaml: im:accounts.one.email: got an encrypted value",
    and: ["Pulumi decrypts only those of the stack's own file", "Declare this resource in Pulumi.dev.yaml."],
  },
  {
    name: "a reference from a separate file that leads nowhere",
    yaml: "im:file: more.yaml",
    file: "im:teams: { one: { name: T, owner: bott } }\n",
    says: 'more.yaml: im:teams.one.owner: got "bott", which im:accounts does not have',
    and: ["Did you mean `bot`?"],
  },
  {
    name: "a name that both files declare",
    yaml: "im:file: more.yaml",
    file: "im:accounts: { bot: { accountId: other-bot } }\n",
    says: "more.yaml: im:accounts.bot: got a name that stands in the stack's configuration too",
    and: ["Rename or remove one of the two `bot`."],
  },
  {
    name: "one accountId twice, as the vendor stores it",
    yaml: "im:accounts: { twin: { accountId: SVC-Bot } }",
    says: 'im:accounts.twin.accountId: got commsease account "svc-bot"',
    and: ["allowed: each in one entry, and im:accounts.bot declares this one", "another id", "`aliases`"],
  },
  {
    name: "a member of a team that another entry manages as a whole",
    yaml: "im:teamMembers: { beside: { teamId: fine, members: [ben] } }",
    says: 'im:teamMembers.beside.teamId: got "agent-ben" among the members of commsease team im:teams.fine',
    and: ["allowed: each in one entry, and im:teams.fine declares the same"],
  },
  {
    name: "one id twice in both files",
    yaml: "im:file: more.yaml",
    file: "im:accounts: { copy: { accountId: agent-ana } }\n",
    says: 'more.yaml: im:accounts.copy.accountId: got commsease account "agent-ana"',
    and: ["allowed: each in one entry, and im:accounts.ana declares this one"],
  },
];
