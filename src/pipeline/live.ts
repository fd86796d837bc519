import type { Progress } from '../core/progress.ts'

/** What a window is told next; `beat` when nothing has happened for a while, null when nobody is told any more. */
export type News = { progress: Progress } | 'ended' | 'beat' | null

/** One open window. Only the latest is kept for it, so one that reads slowly costs nothing. */
export type Listener = { next: () => Promise<News>; leave: () => void }

export type Live = {
  /** Of the run that is under way; null = none is. */
  current: () => Progress | null
  tell: (progress: Progress) => void
  /** The run is over. */
  end: () => void
  /** Null when this person, or everybody together, listens in as many windows as are let in. */
  listen: (personId: string) => Listener | null
  /** Ends every window, now and from now on. */
  close: () => void
}

type Limits = { beatMs?: number; mostEach?: number; mostInAll?: number }
type Place = { personId: string; isNew: boolean; hasEnded: boolean; wake: () => void }

/** Where the run under way says how far it is, and where open windows hear it. */
export const createLive = ({ beatMs = 15_000, mostEach = 6, mostInAll = 1_000 }: Limits = {}): Live => {
  const places = new Set<Place>()
  let current: Progress | null = null
  let isClosed = false
  const wakeAll = (change: (place: Place) => void) => {
    for (const place of places) {
      change(place)
      place.wake()
    }
  }
  const newsFor = (place: Place): News | undefined => {
    if (isClosed || !places.has(place)) return null
    if (place.hasEnded) {
      place.hasEnded = false
      return 'ended'
    }
    if (!place.isNew) return undefined
    place.isNew = false
    return current ? { progress: current } : undefined
  }
  return {
    current: () => current,
    tell: (progress) => {
      current = progress
      wakeAll((place) => {
        place.isNew = true
      })
    },
    end: () => {
      if (!current) return
      current = null
      wakeAll((place) => {
        place.hasEnded = true
      })
    },
    listen: (personId) => {
      const theirs = [...places].filter((place) => place.personId === personId)
      if (isClosed || theirs.length >= mostEach || places.size >= mostInAll) return null
      const place: Place = { personId, isNew: true, hasEnded: false, wake: () => undefined }
      places.add(place)
      return {
        next: async () => {
          const news = newsFor(place)
          if (news !== undefined) return news
          await woken(place, beatMs)
          const later = newsFor(place)
          return later === undefined ? 'beat' : later
        },
        leave: () => {
          places.delete(place)
          place.wake()
        },
      }
    },
    close: () => {
      isClosed = true
      wakeAll(() => undefined)
      places.clear()
    },
  }
}

/** Until something has happened, or the time is over. */
const woken = (place: Place, mostMs: number): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(wake, mostMs)
    timer.unref() // an open window keeps no process alive
    place.wake = wake
  })
