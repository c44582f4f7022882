import { makeApplyContactChange } from "./apply-contact-change.ts";
import { makeGetCustomer } from "./get-customer.ts";
import { makePrepareContactChange } from "./prepare-contact-change.ts";

/** What an agent may do with the customer's own details; the scope holds all it needs. */
export function makeCustomerManager() {
  return {
    getCustomer: makeGetCustomer(),
    prepareContactChange: makePrepareContactChange(),
    applyContactChange: makeApplyContactChange(),
  };
}
