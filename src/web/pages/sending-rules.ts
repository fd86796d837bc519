import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import type { Settings } from '../../core/settings.ts'
import { setLimits, setRules } from '../../pipeline/set-up.ts'
import { admins, type Route, userIn } from '../context.ts'
import { fieldsOf } from '../parts/form.tsx'
import type { countryRules } from '../parts/sending-rules.tsx'
import { changesAt } from '../posts.ts'

const hour = z.coerce.number().int().min(0).max(24)
const ticked = z
  .literal('1')
  .optional()
  .transform((value) => value === '1')
const quiet = z.object({ from: hour, to: hour, weekends: ticked, holidays: ticked })

const codes = z
  .string()
  .max(1000)
  .default('')
  .transform((text) =>
    text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  )
const rule = z.enum(['allowed', 'needs_basis', 'blocked'])
const policy = z.object({ otherCountries: rule, allowed: codes, needs_basis: codes, blocked: codes })

/** Each named country with its one rule. */
const countriesOf = (given: Record<keyof typeof countryRules, string[]>): Settings['countries'] => {
  const found: Settings['countries'] = {}
  for (const each of rule.options)
    for (const code of given[each]) {
      if (!/^[A-Z]{2}$/.test(code)) throw new Refusal('invalid', `"${code}" is not a country’s two letters, such as DE`)
      if (found[code] && found[code] !== each) throw new Refusal('invalid', `${code} stands under two rules`)
      found[code] = each
    }
  return found
}

const limits = z.object({
  accountCooldownDays: z.coerce.number().int().min(0).max(730),
  perKindLimit: z.coerce.number().int().min(1).max(100),
  approvalHours: z.coerce.number().int().min(1).max(720),
})
const phrases = z.object({ bannedPhrases: z.string().max(20_000) })

const daysOff = z.object({ holidays: z.string().max(10_000) })

/** Each line once. */
const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

/** Throws Refusal 'invalid' for what is no day of the calendar. */
const daysOf = (text: string): string[] =>
  linesOf(text)
    .map((line) => {
      if (!z.iso.date().safeParse(line).success)
        throw new Refusal('invalid', `"${line}" is no day; write it as 2026-12-24`)
      return line
    })
    .sort()

const change = changesAt('/admin/sending', admins)

export const sendingRuleRoutes: readonly Route[] = [
  change('/admin/sending/quiet', async (c) => setRules(c.var.app, userIn(c), { quietHours: await fieldsOf(c, quiet) })),
  change('/admin/sending/countries', async (c) => {
    const { otherCountries, ...named } = await fieldsOf(c, policy)
    await setRules(c.var.app, userIn(c), { otherCountries, countries: countriesOf(named) })
  }),
  change('/admin/sending/limits', async (c) => setLimits(c.var.app, userIn(c), await fieldsOf(c, limits))),
  change('/admin/sending/days-off', async (c) =>
    setRules(c.var.app, userIn(c), { holidays: daysOf((await fieldsOf(c, daysOff)).holidays) }),
  ),
  change('/admin/sending/phrases', async (c) =>
    setRules(c.var.app, userIn(c), { bannedPhrases: linesOf((await fieldsOf(c, phrases)).bannedPhrases) }),
  ),
]
