// Preloaded into the processes of a `pulumi` command: their clock runs as many milliseconds ahead as this says.
const ahead = Number(process.env.IM_TEST_CLOCK_AHEAD_MS);
const now = Date.now.bind(Date);
Date.now = () => now() + ahead;
