import { ashby } from './ashby.ts'
import { edgar8k } from './edgar-8k.ts'
import { feed } from './feed.ts'
import { formD } from './form-d.ts'
import { greenhouse } from './greenhouse.ts'
import { hnHiring } from './hn-hiring.ts'
import { inbox } from './inbox.ts'
import { lever } from './lever.ts'
import { page } from './page.ts'
import { personio } from './personio.ts'
import { recruitee } from './recruitee.ts'
import { smartrecruiters } from './smartrecruiters.ts'
import type { Source } from './source.ts'
import { teamtailor } from './teamtailor.ts'
import { workable } from './workable.ts'

/** Every kind of feed that can be read. A new one is a file and a line here. */
// biome-ignore lint/suspicious/noExplicitAny: each source has settings of its own, checked by its `settings`
export const sources: readonly Source<any>[] = [
  feed,
  greenhouse,
  lever,
  ashby,
  smartrecruiters,
  recruitee,
  workable,
  teamtailor,
  personio,
  edgar8k,
  formD,
  page,
  hnHiring,
  inbox,
]

/** Undefined for a kind that nobody reads. */
export const sourceOf = (kind: string): Source | undefined => sources.find((source) => source.kind === kind)
