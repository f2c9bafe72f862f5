// Pulumi's runner compiles a TypeScript entry with a compiler of its own; from here on Node runs the source as it is.
import "./pack.ts";
