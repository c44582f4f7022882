// @ts-check
import { askForKey } from "./key-dialog.js";

const KEY = "contact-centre.key";

/** What a door answered instead of what was asked for. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the server for JSON.
 * @param {string} path
 * @param {object} [body] sent as JSON by POST
 * @returns {Promise<any>} the answer's JSON
 * @throws {ApiError}
 */
export async function request(path, body) {
  const headers = { "content-type": "application/json" };
  const init = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await ask(path, init);
  return response.json().catch(() => null);
}

/**
 * Asks the server, with the access key if there is one; a refused key is asked for once and the call is repeated.
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: BodyInit }} [init]
 * @returns {Promise<Response>}
 * @throws {ApiError}
 */
export async function ask(path, init = {}) {
  const used = sessionStorage.getItem(KEY);
  const proof = used ? { authorization: `Bearer ${used}` } : {};
  const response = await fetch(path, { ...init, headers: { ...init.headers, ...proof } });
  if (response.ok) return response;
  if (response.status === 401) {
    // Another call may have been given a new key while this one was under way.
    if (sessionStorage.getItem(KEY) === used) sessionStorage.setItem(KEY, await askForKey(used));
    return ask(path, init);
  }
  const answer = await response.json().catch(() => null);
  const message = answer?.error?.message ?? `The server answered ${response.status}.`;
  throw new ApiError(response.status, message);
}
