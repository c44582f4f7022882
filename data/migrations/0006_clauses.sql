-- The clauses of products as rows, with the words they are found by. Both follow `products` by themselves, whoever writes
-- there. Keywords of one word and of several are kept apart: a single word says more. Words are compared without accents.

-- only sqlite
CREATE TABLE clauses (
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL,
  -- JSON, by language
  product_name TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX clauses_of_product ON clauses (product);

CREATE VIRTUAL TABLE clause_words_en USING fts5 (
  title, keywords, phrases, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE clause_words_es USING fts5 (
  title, keywords, phrases, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
-- Every word of the two, as it is indexed.
CREATE VIRTUAL TABLE clause_terms_en USING fts5vocab (clause_words_en, row);
CREATE VIRTUAL TABLE clause_terms_es USING fts5vocab (clause_words_es, row);

CREATE TRIGGER clause_added AFTER INSERT ON clauses
BEGIN
  INSERT INTO clause_words_en (rowid, title, keywords, phrases, text) VALUES (
    NEW.id,
    NEW.body ->> '$.title',
    (SELECT GROUP_CONCAT(value, ' ') FROM json_each(NEW.body, '$.keywords.en') WHERE value NOT GLOB '*[ -]*'),
    (SELECT GROUP_CONCAT(value, ' ') FROM json_each(NEW.body, '$.keywords.en') WHERE value GLOB '*[ -]*'),
    NEW.body ->> '$.text'
  );
  INSERT INTO clause_words_es (rowid, title, keywords, phrases, text) VALUES (
    NEW.id,
    NEW.body ->> '$.translations.es.title',
    (SELECT GROUP_CONCAT(value, ' ') FROM json_each(NEW.body, '$.keywords.es') WHERE value NOT GLOB '*[ -]*'),
    (SELECT GROUP_CONCAT(value, ' ') FROM json_each(NEW.body, '$.keywords.es') WHERE value GLOB '*[ -]*'),
    NEW.body ->> '$.translations.es.text'
  );
END;
CREATE TRIGGER clause_removed AFTER DELETE ON clauses
BEGIN
  DELETE FROM clause_words_en WHERE rowid = OLD.id;
  DELETE FROM clause_words_es WHERE rowid = OLD.id;
END;

CREATE TRIGGER product_added AFTER INSERT ON products
BEGIN
  INSERT INTO clauses (product, product_name, body)
    SELECT NEW.product, COALESCE(NEW.body ->> '$.name', '{}'), value FROM json_each(NEW.body, '$.clauses');
END;
CREATE TRIGGER product_changed AFTER UPDATE ON products
BEGIN
  DELETE FROM clauses WHERE product = OLD.product;
  INSERT INTO clauses (product, product_name, body)
    SELECT NEW.product, COALESCE(NEW.body ->> '$.name', '{}'), value FROM json_each(NEW.body, '$.clauses');
END;
CREATE TRIGGER product_removed AFTER DELETE ON products
BEGIN
  DELETE FROM clauses WHERE product = OLD.product;
END;
UPDATE products SET body = body;

-- only postgres
CREATE TABLE clauses (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product TEXT NOT NULL,
  -- JSON, by language
  product_name TEXT NOT NULL,
  body TEXT NOT NULL,
  words_en TSVECTOR NOT NULL,
  words_es TSVECTOR NOT NULL
);
CREATE INDEX clauses_of_product ON clauses (product);
CREATE INDEX clause_words_en ON clauses USING GIN (words_en) WITH (fastupdate = off);
CREATE INDEX clause_words_es ON clauses USING GIN (words_es) WITH (fastupdate = off);

-- Without accents, and without the signs that the parser of words would take for addresses and paths.
CREATE FUNCTION plain_words(said TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT LOWER(REGEXP_REPLACE(
    TRANSLATE(said, 'ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇáàâäãåéèêëíìîïóòôöõúùûüñç', 'AAAAAAEEEEIIIIOOOOOUUUUNCaaaaaaeeeeiiiiooooouuuunc'),
    '[^A-Za-z0-9]+', ' ', 'g'
  ))
$$;
-- A is the title, B keywords of one word, C of several, D the text.
CREATE FUNCTION clause_words(language REGCONFIG, title TEXT, keywords JSONB, words TEXT) RETURNS TSVECTOR LANGUAGE sql STABLE AS $$
  SELECT SETWEIGHT(TO_TSVECTOR(language, plain_words(COALESCE(title, ''))), 'A')
    || SETWEIGHT(TO_TSVECTOR(language, plain_words(COALESCE(STRING_AGG(value, ' ') FILTER (WHERE value !~ '[ -]'), ''))), 'B')
    || SETWEIGHT(TO_TSVECTOR(language, plain_words(COALESCE(STRING_AGG(value, ' ') FILTER (WHERE value ~ '[ -]'), ''))), 'C')
    || SETWEIGHT(TO_TSVECTOR(language, plain_words(COALESCE(words, ''))), 'D')
  FROM JSONB_ARRAY_ELEMENTS_TEXT(COALESCE(keywords, '[]'))
$$;
CREATE FUNCTION follow_product() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM clauses WHERE product = OLD.product;
  INSERT INTO clauses (product, product_name, body, words_en, words_es)
    SELECT NEW.product, COALESCE(NEW.body::JSONB ->> 'name', '{}'), value::TEXT,
      clause_words('english', value ->> 'title', value #> '{keywords,en}', value ->> 'text'),
      clause_words('simple', value #>> '{translations,es,title}', value #> '{keywords,es}', value #>> '{translations,es,text}')
    FROM JSONB_ARRAY_ELEMENTS(NEW.body::JSONB -> 'clauses');
  RETURN NULL;
END
$$;
CREATE TRIGGER product_followed AFTER INSERT OR UPDATE OR DELETE ON products FOR EACH ROW EXECUTE FUNCTION follow_product();
UPDATE products SET body = body;
