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
 * Asks the server, with the access key if there is one; a refused key is asked for once and the call is repeated.
 * @param {string} path
 * @param {object} [body] sent as JSON by POST
 * @returns {Promise<any>} the answer's JSON
 * @throws {ApiError}
 */
export async function request(path, body) {
  const used = sessionStorage.getItem(KEY);
  const response = await send(path, body, used);
  if (response.status === 401) {
    // Another call may have been given a new key while this one was under way.
    if (sessionStorage.getItem(KEY) === used) sessionStorage.setItem(KEY, await askForKey(used));
    return request(path, body);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(
      response.status,
      answer?.error?.message ?? `The server answered ${response.status}.`,
    );
  }
  return answer;
}

/**
 * @param {string} path
 * @param {object | undefined} body
 * @param {string | null} key
 */
function send(path, body, key) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (key) headers.authorization = `Bearer ${key}`;
  if (body === undefined) return fetch(path, { headers });
  headers["content-type"] = "application/json";
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
}
