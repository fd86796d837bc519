import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** How to start it; null with the reason where there is none. */
export type Chromium =
  | { executablePath: string; args: string[]; env: Record<string, string>; missing: null }
  | { executablePath: ''; args: []; env: Record<string, string>; missing: string }

const root = path.resolve(import.meta.dirname, '../..')
/** The packaged arguments are for a locked-down cloud function; a test wants the browser people have. */
const weakening = /single-process|disable-web-security|insecure-content|site-isolation|site-per-process/
/** A graphics card that the processor plays takes three times as long over a page as no card. */
const card = /gpu|angle|swiftshader/

/** `CHROMIUM_PATH` when set, else the packaged one (Linux on x64), unpacked once per version into a folder of our own. */
export const chromium = async (): Promise<Chromium> => {
  const own = process.env.CHROMIUM_PATH
  if (own) return { executablePath: own, args: [], env: {}, missing: null }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const missing = 'no packaged Chromium for this machine: set CHROMIUM_PATH'
    if (process.env.CI) throw new Error(missing)
    return { executablePath: '', args: [], env: {}, missing }
  }
  const home = path.join(root, 'node_modules/.cache/chromium', version())
  const { args } = existsSync(path.join(home, 'chromium')) ? await packaged() : await unpack(home)
  return {
    executablePath: path.join(home, 'chromium'),
    args: args.filter((argument) => !weakening.test(argument) && !card.test(argument)),
    env: { LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib'), FONTCONFIG_PATH: path.join(home, 'fonts') },
    missing: null,
  }
}

const version = (): string =>
  (
    JSON.parse(readFileSync(path.join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as {
      version: string
    }
  ).version

const packaged = async () => (await import('@sparticuz/chromium')).default

/** Unpacks beside its place and moves there in one step, so that a half-made folder is never used. */
const unpack = async (home: string) => {
  mkdirSync(path.dirname(home), { recursive: true })
  const fresh = mkdtempSync(`${home}-`)
  const restore = setEnvironment({ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', TMPDIR: fresh }) // brings its libraries too
  const pack = await packaged()
  try {
    await pack.executablePath()
  } finally {
    restore()
  }
  const fonts = path.join(fresh, 'fonts', 'fonts.conf')
  const own = `<dir>${path.join(home, 'fonts')}</dir>`
  writeFileSync(fonts, readFileSync(fonts, 'utf8').replace(/<dir>[^<]*<\/dir>/, own))
  try {
    renameSync(fresh, home)
  } catch {
    rmSync(fresh, { recursive: true, force: true }) // another process was first
  }
  return pack
}

const setEnvironment = (values: Record<string, string>) => {
  const names = [...Object.keys(values), 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']
  const before = names.map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, values)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
