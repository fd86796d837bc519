import { existsSync } from 'node:fs'
import { CommanderError } from 'commander'
import type { SecondOpinion } from '../adapters/opinion.ts'
import type { Config } from '../config.ts'
import type { User } from '../store/users.ts'
import type { Wired } from '../wire.ts'

/** What a script can tell from the exit code. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, partly: 3, configuration: 78 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Prints a command's answer: as JSON for programs, else as the text for people. */
export const print = (json: boolean | undefined, value: unknown, text: () => string): void => {
  process.stdout.write(`${json ? JSON.stringify(value, null, 2) : text()}\n`)
}

/** A line about the work itself, beside the answer. */
export const progress = (line: string): void => void process.stderr.write(`${clearLine}${line}\n`)

type Terminal = Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean; columns?: number }
export type Loudness = { json?: boolean | undefined; quiet?: boolean | undefined }

/** Takes the line away that is rewritten in place, while there is one. */
let clearLine = ''
const wipe = '\r\u001B[2K'

/**
 * How far long work is: on a terminal one line that is written over in place, elsewhere a plain line whenever `step` is
 * another one. Programs that read JSON, and people who want it quiet, get none.
 */
export const workLine = ({ json, quiet }: Loudness, terminal: Terminal = process.stderr) => {
  let last: string | null = null
  return {
    say: (step: string, text: string): void => {
      if (json || quiet) return
      if (terminal.isTTY) {
        clearLine = wipe
        terminal.write(`${wipe}${text.slice(0, (terminal.columns ?? 80) - 1)}`)
      } else if (step !== last) terminal.write(`${text}\n`)
      last = step
    },
    /** Leaves nothing of it on a terminal. */
    end: (): void => {
      if (clearLine) terminal.write(wipe)
      clearLine = ''
    },
  }
}

/** The words of `--quiet`. */
export const quietly = ['-q, --quiet', 'do not say how far it is'] as const

/** Runs a command's work and sets the exit code. An error ends as one sentence on standard error. */
export const act =
  <Arguments extends unknown[]>(work: (...given: Arguments) => Promise<ExitCode>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      process.exitCode = await work(...given)
    } catch (error) {
      progress(sentenceOf(error))
      process.exitCode = codeOf(error)
    }
  }

/** Something is wrong with how the command was called. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What went wrong, for a person. */
export const sentenceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'ConfigError') return `The configuration is wrong:\n${error.message}`
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' && path) return `There is no file ${path}`
  if (code === 'EACCES' && path) return `The file ${path} may not be read or written`
  return error.message
}

export const codeOf = (error: unknown): ExitCode => {
  if (error instanceof UsageError) return exitCodes.usage
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  return error instanceof Error && error.name === 'ConfigError' ? exitCodes.configuration : exitCodes.failed
}

/** Only a plain ISO day or moment is believed. */
export const statedMoment = (text: unknown): number | null => {
  const moment = typeof text === 'string' && /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(moment) ? null : moment
}

/** An option's whole number. */
export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new UsageError(`"${text}" is not a whole number`)
  return Number(text)
}

/** An option's day. */
export const day = (text: string): string => {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toString()
  } catch {
    // said below
  }
  throw new UsageError(`"${text}" is not a day such as 2026-04-05`)
}

export const count = (n: number, noun: string, plural = `${noun}s`): string => `${n} ${n === 1 ? noun : plural}`

/** The workspace's database with everything wired. */
export type Opened = Wired & { config: Config; sample: boolean }

/** Opens the workspace, works with it and closes it whatever happens. Refuses where there is none yet. */
export const withWorkspace = async <T>(work: (opened: Opened) => Promise<T>): Promise<T> => {
  const [{ readConfig }, { wire, usesSample, databaseFileOf }] = await Promise.all([
    import('../config.ts'),
    import('../wire.ts'),
  ])
  const config = readConfig(process.env)
  const sample = usesSample(config)
  if (!existsSync(databaseFileOf(config, sample)))
    throw new Error(`There is no workspace in ${config.dataFolder} yet: run npm start first`)
  const wired = await wire({ config: { ...config, log: quieter(config.log) }, sample })
  try {
    return await work({ ...wired, config, sample })
  } finally {
    await wired.close()
  }
}

/** Works with the configured model's second opinion, else null. Budget and answers are kept in the workspace's database. */
export const withSecondOpinion = async <T>(work: (opinion: SecondOpinion | null) => Promise<T>): Promise<T> => {
  const { readConfig } = await import('../config.ts')
  const config = readConfig(process.env)
  if (!config.model) return await work(null)
  const { wire, usesSample } = await import('../wire.ts')
  const wired = await wire({ config: { ...config, log: quieter(config.log) }, sample: usesSample(config) })
  try {
    return await work(wired.app.opinion)
  } finally {
    await wired.close()
  }
}

/** Commands print their own answers; only trouble is logged beside them. */
const quieter = (log: Config['log']): Config['log'] => (log === 'info' ? 'warn' : log)

/** Says where it is written to, because the sample is not one's own. */
export const tellSample = ({ sample }: Opened): void => {
  if (sample) progress('This is the sample workspace; set up your own, or set DAYBREAK_SAMPLE=0, to leave it.')
}

/** The user with this address. */
export const userNamed = async ({ app }: Opened, email: string): Promise<User> => {
  const { userByEmail } = await import('../store/users.ts')
  const user = await userByEmail(app.db, email)
  if (!user) throw new Error(`Nobody here has the address ${email}`)
  return user
}
