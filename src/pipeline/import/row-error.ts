/** A row that cannot be used; the sentence says why and what to do. */
export class RowError extends Error {
  override readonly name = 'RowError'
}
