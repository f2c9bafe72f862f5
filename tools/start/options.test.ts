import assert from "node:assert/strict";
import { parseOptions } from "./options.ts";

const usual = { help: false, fresh: false, demo: false, host: "127.0.0.1", port: 8080, adminPort: 9464 };

describe("options of npm start", () => {
  for (const [words, env, expected] of [
    [[], {}, {}],
    [["--port", "9000"], { PORT: "7000" }, { port: 9000 }],
    [[], { PORT: "7000", ADMIN_PORT: "7001", HOST: "0.0.0.0" }, { port: 7000, adminPort: 7001, host: "0.0.0.0" }],
    [["--admin-port=9001", "--fresh"], {}, { adminPort: 9001, fresh: true }],
    [["-h"], {}, { help: true }],
  ] as const) {
    it(`are read from ${JSON.stringify(words)} and ${JSON.stringify(env)}`, () => {
      assert.deepEqual(parseOptions(words, env), { ...usual, ...expected });
    });
  }

  for (const [words, env, complaint] of [
    [["--prot", "1"], {}, /^Unknown option '--prot': see `npm start -- --help`\.$/],
    [["8081"], {}, /^Unexpected argument '8081'/],
    [["--port", "0"], {}, /^--port is "0" and must be a port from 1 to 65535, for example --port 8090\.$/],
    [["--port", "80a"], {}, /^--port is "80a"/],
    [["--port", "9464"], {}, /^--port and --admin-port are both 9464: give each its own\.$/],
  ] as const) {
    it(`refuse ${words.join(" ")} in one sentence`, () =>
      assert.throws(() => parseOptions(words, env), { name: "Problem", message: complaint }));
  }
});
