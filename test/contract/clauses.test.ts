import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeRecords } from "../../data/records.ts";
import { migrate, migrationNames } from "../../data/migrate.ts";
import { openPostgres } from "../../data/postgres/index.ts";
import { seedDemoInsurer } from "../../data/seed.ts";
import { openSqlite } from "../../data/sqlite/index.ts";
import { readQuestion } from "../../tools/clause-question.ts";
import { chooseClause, findCandidates } from "../../tools/clause-search.ts";
import { answered, unanswered } from "../support/clause-questions.ts";
import type { Asked } from "../support/clause-questions.ts";
import { products } from "../support/demo-insurer.ts";
import { engines } from "../support/engines.ts";
import type { TestSql } from "../support/engines.ts";
import { missed, moreAnswered, moreUnanswered } from "../support/more-clause-questions.ts";
import { makeBarePostgresDatabase } from "../support/postgres-sql.ts";
import { aProduct, putProduct } from "../support/records.ts";
import { clausesContract } from "./suites/clauses.ts";

for (const { name, makeSql } of engines) clausesContract(name, makeSql);

describe.each(engines)("the demo insurer's clauses on $name", ({ makeSql }) => {
  let db: TestSql;
  beforeAll(async () => {
    db = await makeSql();
    await seedDemoInsurer(db.sql);
  });
  afterAll(() => db.close());

  async function ask(product: string, text: string): Promise<string | undefined> {
    const { kind } = products.find((each) => each.product === product)!;
    const question = readQuestion(text, kind);
    const findings = await findCandidates(makeRecords(db.sql), product, question);
    return chooseClause(findings!, question)?.clause.number;
  }

  const rows = [answered, moreAnswered]
    .flatMap(Object.entries<readonly Asked[]>)
    .flatMap(([product, asked]) => asked.map(([clause, text]) => [product, clause, text] as const));
  test.each(rows)("%s: clause %s answers %j", async (product, clause, text) => {
    expect(await ask(product, text)).toBe(clause);
  });

  const beyond = [unanswered, moreUnanswered]
    .flatMap(Object.entries<readonly string[]>)
    .flatMap(([product, asked]) => asked.map((text) => [product, text] as const));
  test.each(beyond)("%s: no clause answers %j", async (product, text) => {
    expect(await ask(product, text)).toBeUndefined();
  });

  // Whoever mends one of these moves it to the others.
  test.fails.each(missed)("%s: not yet clause %s for %j", async (product, clause, text) => {
    expect(await ask(product, text)).toBe(clause);
  });
});

describe.each([
  ["SQLite", async () => openSqlite(":memory:", Date.now)],
  ["Postgres", async () => openPostgres(await makeBarePostgresDatabase())],
])("a %s database from before there was a search", (_name, open) => {
  test("finds its clauses once it is migrated", async () => {
    const sql = await open();
    await migrate(
      sql,
      migrationNames().filter((name) => name < "0006"),
    );
    await sql.transaction(() => putProduct(aProduct()));
    expect(await migrate(sql)).toContain("0006_clauses.sql");
    const search = { product: "auto-comprehensive", words: [["theft"]], limit: 1 };
    expect(await makeRecords(sql).findClauses(search)).toMatchObject({ holders: [1] });
    await sql.close();
  });
});
