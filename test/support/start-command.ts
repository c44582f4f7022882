import house from "../../package.json" with { type: "json" };

/** The arguments of Node with which `npm start` runs the server. */
export const startArguments: readonly string[] = house.scripts.start.split(" ").slice(1);
