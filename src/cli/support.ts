import { CommanderError } from 'commander'

/** What a script can tell from the exit code. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, partly: 3, configuration: 78 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Prints a command's answer: as JSON for programs, else as the text for people. */
export const print = (json: boolean | undefined, value: unknown, text: () => string): void => {
  process.stdout.write(`${json ? JSON.stringify(value, null, 2) : text()}\n`)
}

/** A line about the work itself, beside the answer. */
export const progress = (line: string): void => void process.stderr.write(`${line}\n`)

/** Runs a command's work and sets the exit code; nothing means 0. An error ends as one sentence on standard error. */
export const act =
  <Arguments extends unknown[]>(work: (...given: Arguments) => Promise<ExitCode | undefined>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      process.exitCode = (await work(...given)) ?? exitCodes.ok
    } catch (error) {
      progress(sentenceOf(error))
      process.exitCode = codeOf(error)
    }
  }

/** Something is wrong with how the command was called. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const sentenceOf = (error: unknown): string => {
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
