import { z } from 'zod'

const hour = z.number().int().min(0).max(24)
const countryRule = z.enum(['allowed', 'needs_basis', 'blocked'])

/** What a workspace may set beside the columns the guards ask. Stored as JSON in `workspace.settings`. */
export const settingsSchema = z.object({
  /** Who writes: stands in every message and its footer. */
  sender: z
    .object({
      company: z.string().default(''),
      postalAddress: z.string().default(''),
      /** The mailbox first touches leave from; replies go to the rep. */
      fromEmail: z.string().default(''),
      footerVersion: z.string().default('1'),
    })
    .prefault({}),
  /** Local hours of the recipient between which nothing is sent; weekends and public holidays count as quiet when set. */
  quietHours: z
    .object({
      from: hour.default(18),
      to: hour.default(8),
      weekends: z.boolean().default(true),
      holidays: z.boolean().default(true),
    })
    .prefault({}),
  countries: z.record(z.string(), countryRule).default({}),
  otherCountries: countryRule.default('allowed'),
  /** Queue: most items of one trigger kind a day; days an account rests after a touch. */
  perKindLimit: z.number().int().positive().default(8),
  accountCooldownDays: z.number().int().min(0).default(60),
  /** Job boards of accounts are looked for on their sites; the floor says from which fit on they come first. */
  boards: z.object({ look: z.boolean().default(true), fitFloor: z.number().min(0).max(100).default(50) }).prefault({}),
  /** Holidays on which nobody works and nothing is sent, as days. */
  holidays: z.array(z.string()).default([]),
  /** A Tier 1 that has waited so many hours of working days may be decided by the deputy too; null: by managers alone. */
  tier1WaitHours: z.number().positive().default(4),
  deputyId: z.string().nullable().default(null),
  /** Who decides in a manager's place while they are away: first and last day in the workspace's zone. */
  covers: z
    .array(z.object({ awayId: z.string(), coverId: z.string(), from: z.iso.date(), to: z.iso.date() }))
    .default([]),
  /** Managers and admins get nowhere without a code of their app. */
  leadersNeedSecondFactor: z.boolean().default(false),
  bannedPhrases: z.array(z.string()).default([]),
})
export type Settings = z.infer<typeof settingsSchema>
