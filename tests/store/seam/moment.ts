/** Tuesday, 24 November 2026, 09:00 UTC. */
export const now = Date.UTC(2026, 10, 24, 9)
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
export const today = '2026-11-24'
export const key = 'a key that is kept outside the database'
export const salt = 'salt'
