import robotsParser from 'robots-parser'

/** Our name in a publisher's robots.txt. */
const readerName = 'Daybreak'
/** What a reader must take of the file (RFC 9309); of lines and addresses more than anyone writes. */
const longestRules = 500 * 1024
const longestLine = 500
const longestAddress = 1_000
const longestPauseMs = 60_000
/** Rules with stars in them cost their length times the address's; of those no file needs so many characters. */
const mostStarred = 40_000
const allClosed = 'User-agent: *\nDisallow: /'

export const robotsAddress = (url: string): string => new URL('/robots.txt', url).href

/** The lines of the file that speak to us, as they are kept: bounded, so that asking them stays quick. A file that would not be is taken as a no. */
export const robotsRules = (bytes: Uint8Array): string => {
  const kept: string[] = []
  const called = new Set<string>()
  let naming = false
  let starred = 0
  for (const line of new TextDecoder().decode(bytes.subarray(0, longestRules)).split(/\r\n?|\n/)) {
    const [, key, value = ''] = /^\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#]*)/i.exec(line) ?? []
    if (!key || line.length > longestLine) continue
    if (key.toLowerCase() === 'user-agent') {
      if (!naming) called.clear()
      naming = true
      called.add(value.split('/')[0]!.trim().toLowerCase())
      continue
    }
    const us = ['*', readerName.toLowerCase()].filter((name) => called.has(name))
    if (naming) kept.push(...us.map((name) => `User-agent: ${name}`))
    naming = false
    if (us.length === 0) continue
    kept.push(`${key}: ${value.trim()}`)
    if (value.includes('*')) starred += value.length
    if (starred > mostStarred) return allClosed
  }
  return kept.join('\n')
}

/** What these rules of its host say about an address, and the pause they ask for between two requests. */
export const robotsVerdict = (rules: string, url: string): { allowed: boolean; pauseMs: number } => {
  if (url.length > longestAddress) return { allowed: false, pauseMs: 0 }
  const robots = parse(robotsAddress(url), rules)
  const seconds = Number(robots.getCrawlDelay(readerName) ?? 0)
  const pauseMs = Number.isFinite(seconds) ? Math.min(longestPauseMs, Math.max(0, seconds * 1_000)) : 0
  return { allowed: robots.isAllowed(url, readerName) ?? false, pauseMs }
}

/** The package hands out its function itself, which its types do not say. */
const parse = robotsParser as unknown as typeof robotsParser.default
