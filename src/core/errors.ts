/** The few ways a request can fail; `src/web` maps each to one HTTP status. */
export type ErrorCode = 'not_found' | 'invalid' | 'conflict' | 'forbidden'

/** An expected failure: `message` is a sentence for the person, `details` is data for the page or the log. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly details: unknown
  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message)
    this.code = code
    this.details = details
  }
}
