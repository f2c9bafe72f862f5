import { type Config, ConfigurationError, parseConfig } from "./config.ts";
import { exitBadConfiguration } from "./contract.ts";
import { startInstance } from "./instance.ts";
import { migrate } from "./store/migrate.ts";
import { MongoStore } from "./store/mongodb.ts";
import { createLogger } from "./telemetry/log.ts";
import { createMetrics } from "./telemetry/metrics.ts";

/** The image's entry: reads the configuration and plays the roles of `ROLE`. */
const config = configuration();
if (config.roles.includes("migrate")) await migrateOnce(config);
else await serve(config);

function configuration(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    process.exit(exitBadConfiguration);
  }
}

async function migrateOnce(config: Config): Promise<void> {
  const log = createLogger(config);
  const store = new MongoStore(config, createMetrics());
  try {
    const ran = await migrate(store.db, log);
    log.info({ ran }, "the database is up to date");
  } catch (error) {
    log.fatal({ err: error }, "the migrations could not be run");
    process.exitCode = 1;
  } finally {
    await store.close();
  }
}

async function serve(config: Config): Promise<void> {
  // A signal may come while the instance is still starting: it counts then too.
  const started = startInstance(config);
  const end = async () => {
    const instance = await started.catch(() => undefined);
    // Whatever hangs, the process is gone when its grace is over.
    setTimeout(() => process.exit(1), config.shutdownGraceMs + 1000).unref();
    await instance?.stop();
    process.exit();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  try {
    await started;
  } catch (error) {
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    const refusals = ["EADDRINUSE", "EACCES", "EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"];
    if (!refusals.includes(code ?? "")) throw error;
    console.error(
      `Cannot listen on ${config.host}${port === undefined ? "" : `:${port}`}: ${code === "EADDRINUSE" ? "something else listens there" : code}. Set HOST, PORT or ADMIN_PORT.`,
    );
    process.exit(1);
  }
}
