"use strict";

/**
 * Preloaded into the program's process: keeps Pulumi's runner from looking up source maps for every stack trace, of which each resource and each
 * promise takes one. The program runs as it is written, so its own lines need none. A plan takes a third less time and memory without.
 */
const { createRequire } = require("node:module");

const filename = createRequire(require.resolve("@pulumi/pulumi/cmd/run")).resolve("source-map-support/register");
require.cache[filename] = Object.assign(new module.constructor(filename), { filename, loaded: true });
