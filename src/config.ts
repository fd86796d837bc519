import path from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false', 'yes', 'no']).transform((word) => ['1', 'true', 'yes'].includes(word))
const smtpUrl = z.string().regex(/^smtps?:\/\/[^/]+/, 'an SMTP address like smtps://user:password@mail.example.com:465')
/** A password never crosses a network in plain text: without TLS only a server on this very machine is asked. */
const isMailbox = (text: string): boolean => {
  const url = URL.parse(text)
  if (!url?.hostname || !url.username || !url.password) return false
  return (
    url.protocol === 'imaps:' ||
    (url.protocol === 'imap:' && /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(url.hostname))
  )
}
/** Base64 of 24 to 64 bytes, as the Standard Webhooks specification has it; `whsec_` in front is for other programs. */
const isSigningSecret = (text: string): boolean => {
  const base64 = text.replace(/^whsec_/, '')
  return /^[A-Za-z0-9+/]{32,88}={0,2}$/.test(base64) && base64.replace(/=+$/, '').length <= 86
}
/** Elsewhere than on this very machine a message never crosses a network in plain text. */
const isToolAddress = (text: string): boolean => {
  const url = URL.parse(text)
  if (!url || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname))
}

/** Every key there is; the README lists the same ones (a test compares). */
export const configKeys = {
  DAYBREAK_DATA: z.string().min(1).default('data'),
  DAYBREAK_SAMPLE: flag.optional(),
  DAYBREAK_HOST: z.string().min(1).default('127.0.0.1'),
  DAYBREAK_PORT: z.coerce.number('a port such as 4310').int().min(0).max(65535).default(4310),
  DAYBREAK_PUBLIC_URL: z.url({ protocol: /^https$/, error: 'a public https address' }).optional(),
  DAYBREAK_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  DAYBREAK_SMTP_URL: smtpUrl.optional(),
  DAYBREAK_IMAP_URL: z
    .string()
    .refine(isMailbox, 'a mailbox like imaps://user:password@mail.example.com:993/INBOX')
    .optional(),
  DAYBREAK_NOTICES_SMTP_URL: smtpUrl.optional(),
  DAYBREAK_NOTICES_FROM: z.email().optional(),
  DAYBREAK_HANDOUT_URL: z
    .string()
    .refine(isToolAddress, 'a public https address without a password, or http://127.0.0.1 with a port')
    .optional(),
  DAYBREAK_HANDOUT_SECRET: z
    .string()
    .refine(isSigningSecret, 'at least 32 characters of base64, as `openssl rand -base64 32` prints them')
    .optional(),
  DAYBREAK_CONTACT: z
    .string()
    .regex(/\S+@\S+\.\S+/, 'a company and an e-mail address, as publishers ask for')
    .optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  DAYBREAK_MODEL: z.string().min(1).optional(),
  DAYBREAK_MODEL_DAILY_USD: z.coerce.number().min(0).default(2),
  DAYBREAK_MODEL_OPINIONS_USD: z.coerce.number().min(0).default(0.5),
  DAYBREAK_MODEL_INPUT_USD: z.coerce.number().min(0).default(0.4),
  DAYBREAK_MODEL_CACHED_USD: z.coerce.number().min(0).optional(),
  DAYBREAK_MODEL_OUTPUT_USD: z.coerce.number().min(0).default(1.6),
  DAYBREAK_MODEL_SECONDS: z.coerce.number().positive().default(30),
  DAYBREAK_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
} as const

const schema = z.object(configKeys)

export type ModelConfig = {
  apiKey: string
  baseUrl: string
  name: string
  dailyUsd: number
  /** Of that, the most for second opinions on documents; 0 = none are asked for. */
  opinionsDailyUsd: number
  /** US dollars for a million tokens. */
  prices: { inputUsd: number; cachedUsd: number; outputUsd: number }
  deadlineMs: number
}

export type Config = {
  /** Absolute. */
  dataFolder: string
  /** Undefined: the sample until a workspace of one's own exists. */
  sample: boolean | undefined
  host: string
  port: number
  publicUrl: string | null
  secret: string | null
  smtpUrl: string | null
  /** The mailbox that replies come to. */
  imapUrl: string | null
  noticesSmtpUrl: string | null
  noticesFrom: string | null
  /** Where approved texts are given to a sales-engagement tool, and what signs them. */
  handOuts: { url: string; secret: string } | null
  contact: string | null
  model: ModelConfig | null
  log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** The configuration is wrong; `message` names each key and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment once. Throws `ConfigError` naming every wrong or unknown key. */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const unknown = Object.keys(given).filter((key) => key.startsWith('DAYBREAK_') && !(key in configKeys))
  const parsed = schema.safeParse(given)
  const problems = [
    ...unknown.map((key) => `${key} is not a key of Daybreak; the README lists them`),
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...(parsed.success ? incomplete(given) : []),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'))
  return toConfig(parsed.data)
}

/** A key alone is often there for other programs; only the model's name asks for it. */
const incomplete = (given: Record<string, string | undefined>): string[] => [
  ...(given.DAYBREAK_MODEL && !given.OPENAI_API_KEY
    ? ['DAYBREAK_MODEL is set, but OPENAI_API_KEY is not (any word will do for a server that asks for none)']
    : []),
  ...(given.DAYBREAK_HANDOUT_URL && !given.DAYBREAK_HANDOUT_SECRET
    ? ['DAYBREAK_HANDOUT_URL is set, but DAYBREAK_HANDOUT_SECRET is not: nothing is handed out unsigned']
    : []),
  ...(given.DAYBREAK_HANDOUT_SECRET && !given.DAYBREAK_HANDOUT_URL
    ? ['DAYBREAK_HANDOUT_SECRET is set, but DAYBREAK_HANDOUT_URL is not']
    : []),
]

const toConfig = (env: z.infer<typeof schema>): Config => ({
  dataFolder: path.resolve(env.DAYBREAK_DATA),
  sample: env.DAYBREAK_SAMPLE,
  host: env.DAYBREAK_HOST,
  port: env.DAYBREAK_PORT,
  publicUrl: env.DAYBREAK_PUBLIC_URL ?? null,
  secret: env.DAYBREAK_SECRET ?? null,
  smtpUrl: env.DAYBREAK_SMTP_URL ?? null,
  imapUrl: env.DAYBREAK_IMAP_URL ?? null,
  noticesSmtpUrl: env.DAYBREAK_NOTICES_SMTP_URL ?? env.DAYBREAK_SMTP_URL ?? null,
  noticesFrom: env.DAYBREAK_NOTICES_FROM ?? null,
  handOuts:
    env.DAYBREAK_HANDOUT_URL && env.DAYBREAK_HANDOUT_SECRET
      ? { url: env.DAYBREAK_HANDOUT_URL, secret: env.DAYBREAK_HANDOUT_SECRET }
      : null,
  contact: env.DAYBREAK_CONTACT ?? null,
  model:
    env.OPENAI_API_KEY && env.DAYBREAK_MODEL
      ? {
          apiKey: env.OPENAI_API_KEY,
          baseUrl: env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
          name: env.DAYBREAK_MODEL,
          dailyUsd: env.DAYBREAK_MODEL_DAILY_USD,
          opinionsDailyUsd: env.DAYBREAK_MODEL_OPINIONS_USD,
          prices: {
            inputUsd: env.DAYBREAK_MODEL_INPUT_USD,
            cachedUsd: env.DAYBREAK_MODEL_CACHED_USD ?? env.DAYBREAK_MODEL_INPUT_USD,
            outputUsd: env.DAYBREAK_MODEL_OUTPUT_USD,
          },
          deadlineMs: env.DAYBREAK_MODEL_SECONDS * 1000,
        }
      : null,
  log: env.DAYBREAK_LOG,
})
