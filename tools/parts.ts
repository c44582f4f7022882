/** What tools need from outside besides records. */
export interface ToolParts {
  /** Six random digits, for the ids of new claims and requests. */
  readonly newNumber: () => string;
}
