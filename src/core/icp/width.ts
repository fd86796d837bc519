export type Width = {
  /** Accounts in Tiers 1 to 3. */
  tiered: number
  /** First touches that the reps can make before the first account may be touched again. */
  round: number
  verdict: 'too_wide' | 'too_narrow' | 'fits' | 'nobody'
  sentence: string
}

/** News comes to one account in several, so tiers that fit hold more than one round, by our own choice up to twenty. */
const mostRounds = 20

/** Whether the tiers hold about as many accounts as the reps can work. `capacity` in items a working day, of all. */
export const widthOf = (tiered: number, capacity: number, cooldownDays: number): Width => {
  const round = Math.max(1, Math.round((capacity * Math.max(1, cooldownDays) * 5) / 7))
  const hold = `Tiers 1 to 3 hold ${tiered} ${tiered === 1 ? 'account' : 'accounts'}`
  if (capacity <= 0)
    return { tiered, round: 0, verdict: 'nobody', sentence: `${hold}; there is no rep with capacity to work them` }
  const facts = `${hold}; the reps can touch ${round} in ${cooldownDays} days`
  if (tiered > mostRounds * round)
    return {
      tiered,
      round,
      verdict: 'too_wide',
      sentence: `${facts}: far more than they can work, so the tiers choose little`,
    }
  if (tiered < round)
    return { tiered, round, verdict: 'too_narrow', sentence: `${facts}: too few to fill their mornings` }
  return { tiered, round, verdict: 'fits', sentence: facts }
}
