import { dayInWords, localDay } from '../day.ts'
import type { Document } from '../document.ts'
import { asWritten } from '../own-signals.ts'
import { jobFunction, roleKind } from './function.ts'
import { type BoardHistory, isEstablished, isNewNow, type Job } from './history.ts'
import { countryOf, placesOf } from './place.ts'
import { boardDocument, jobLine } from './signal.ts'

/** The first role of a kind: the first job in security, the first in revenue operations. */
export const firstRoles = (history: BoardHistory): Document[] => {
  if (!isEstablished(history)) return []
  return [...Map.groupBy(history.jobs, ({ title }) => roleKind(title))].flatMap(([kind, jobs]) => {
    const isFirst = kind !== null && jobs.every((job) => job.wasFresh && isRecent(job, history))
    const [job] = jobs.filter((each) => isNewNow(each, history)).sort((a, b) => a.firstSeenAt - b.firstSeenAt)
    return isFirst && job ? [firstRole(history, kind, job)] : []
  })
}

const firstRole = (history: BoardHistory, kind: string, job: Job): Document => {
  const name = jobFunction(job.title, job.department)
  return boardDocument(history, {
    identity: `first ${kind}`,
    title: `${history.company} opened its first role in ${kind}: ${job.title}`,
    lines: [jobLine(job), since(history)],
    at: job.openedAt ?? job.firstSeenAt,
    url: job.url,
    signal: {
      kind: 'hiring',
      fields: { hiringFunction: { value: name, quote: kind }, role: asWritten(job.title) },
      confidence: 0.8,
      rule: 'board.first-role',
    },
  })
}

/** Fewer jobs than this in a place may be one person who moved. */
const fewestAtPlace = 2

/** A country, or a town in a known country, that was never on the board. Remote jobs open no place. */
export const newPlaces = (history: BoardHistory): Document[] => {
  if (!isEstablished(history)) return []
  const places = history.jobs.map((job) => ({ job, isRecent: isRecent(job, history), ...placesOf(job.location) }))
  const earlier = places.filter((place) => !place.isRecent)
  const known = {
    sites: new Set(earlier.flatMap(({ sites }) => sites.map(folded))),
    countries: new Set(earlier.flatMap(({ possibleCountries }) => possibleCountries)),
  }
  const recent = places.filter(({ job, isRecent }) => isRecent && isNewNow(job, history))
  const atNewSites = recent.filter(
    ({ sites }) => sites.length > 0 && !sites.some((site) => known.sites.has(folded(site))),
  )
  // A board that never named countries and now does has changed its habits, not its offices.
  const countries =
    known.countries.size === 0
      ? []
      : grouped(atNewSites, ({ countries }) => countries.filter((name) => !known.countries.has(name)))
  const told = new Set(countries.flatMap(([, jobs]) => jobs))
  const sites = grouped(
    atNewSites.filter(({ job }) => !told.has(job)),
    ({ sites }) => sites,
  )
  return [
    ...countries.map(([name, jobs]) => newPlace(history, name, jobs, 'a country')),
    ...sites.map(([name, jobs]) => newPlace(history, name, jobs, 'a place')),
  ]
}

type Placed = { job: Job; sites: string[]; countries: string[] }

const grouped = (places: readonly Placed[], namesOf: (place: Placed) => string[]): [string, Job[]][] => {
  const jobs = new Map<string, Job[]>()
  for (const place of places) for (const name of namesOf(place)) jobs.set(name, [...(jobs.get(name) ?? []), place.job])
  return [...jobs].filter(([, each]) => each.length >= fewestAtPlace)
}

const newPlace = (history: BoardHistory, name: string, jobs: readonly Job[], what: string): Document =>
  boardDocument(history, {
    identity: `place ${name}`,
    title: `${history.company} lists ${jobs.length} openings in ${name}, ${what} that was never on its job board`,
    lines: [...jobs.map(jobLine).sort(), since(history)],
    at: Math.max(...jobs.map(({ openedAt, firstSeenAt }) => openedAt ?? firstSeenAt)),
    // Jobs in a place are hiring there; that an office opens is for others to say.
    signal: {
      kind: 'hiring',
      fields: {
        place: { value: countryOf(name) ?? name, quote: name },
        openings: { value: jobs.length, quote: `${jobs.length} openings` },
      },
      confidence: 0.7,
      rule: 'board.new-place',
    },
  })

const isRecent = (job: Job, history: BoardHistory): boolean =>
  isNewNow({ ...job, isListed: true, wasFresh: true }, history)

const folded = (name: string): string => name.toLowerCase()

const since = ({ watchedSince }: BoardHistory): string =>
  `The board has been read since ${dayInWords(localDay(watchedSince, 'UTC'))}.`
