import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

interface MetricsParts {
  /** Looked up whenever somebody asks for the numbers. */
  readonly countDead: () => Promise<number>;
}

/** What the house counts for Prometheus; numbers only, nobody's words or names. */
export function makeMetrics({ countDead }: MetricsParts) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    inputs: new Counter({
      name: "contact_center_inputs_total",
      help: "Inputs accepted, by door.",
      labelNames: ["door"],
      registers,
    }),
    turns: new Counter({
      name: "contact_center_turns_total",
      help: "Turns ended, by result.",
      labelNames: ["result"],
      registers,
    }),
    turnSeconds: new Histogram({
      name: "contact_center_turn_seconds",
      help: "How long a turn took, from claim to commit.",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
      registers,
    }),
    deliveries: new Counter({
      name: "contact_center_deliveries_total",
      help: "Tries to deliver, by how they ended.",
      labelNames: ["result"],
      registers,
    }),
    modelCalls: new Counter({
      name: "contact_center_model_calls_total",
      help: "Calls to the model, by how they ended; spared ones were not made.",
      labelNames: ["result"],
      registers,
    }),
    modelTokens: new Counter({
      name: "contact_center_model_tokens_total",
      help: "Tokens the model read (input) and wrote (output).",
      labelNames: ["kind"],
      registers,
    }),
    deadLetters: new Gauge({
      name: "contact_center_dead_letters",
      help: "Deliveries and inputs that need a person.",
      registers,
      async collect() {
        // While the store is away the other numbers are wanted most.
        await countDead().then(
          (count) => this.set(count),
          () => this.reset(),
        );
      },
    }),
    activeTurns: new Gauge({
      name: "contact_center_active_turns",
      help: "Turns being thought right now.",
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof makeMetrics>;
