-- The insurer's records. The body is the whole record as JSON; columns are what is searched by.
CREATE TABLE customers (
  customer_id TEXT PRIMARY KEY,
  phone_number TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
);

CREATE TABLE products (
  product TEXT PRIMARY KEY,
  body TEXT NOT NULL
);

CREATE TABLE policies (
  policy_number TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customers (customer_id),
  body TEXT NOT NULL
);
CREATE INDEX policies_of_customer ON policies (customer_id);

CREATE TABLE claims (
  claim_id TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customers (customer_id),
  policy_number TEXT NOT NULL REFERENCES policies (policy_number),
  reported_on TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX claims_of_customer ON claims (customer_id);

-- What customers asked a person to do with a policy.
CREATE TABLE service_requests (
  request_id TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customers (customer_id),
  policy_number TEXT NOT NULL REFERENCES policies (policy_number),
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  requested_at BIGINT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open'
);
