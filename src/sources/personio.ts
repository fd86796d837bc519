import { z } from 'zod'
import { boardSettings, description, listed, readBoard } from './board.ts'
import { readDate } from './dates.ts'
import { decode } from './feed/decode.ts'
import { conditional, type PostingNow, type Source, Unreadable } from './source.ts'
import { oneLine } from './text.ts'
import { childrenOf, type Element, elementAt, readTree, textAt } from './xml-tree.ts'

const settings = boardSettings.extend({
  /** The ending of the board's address. */
  ending: z.enum(['de', 'com']).default('de'),
})
type Settings = z.infer<typeof settings>

/** The job list of a Personio career site: XML of its own, not RSS. */
export const personio: Source<Settings> = {
  kind: 'personio',
  settings: (raw) => settings.parse(raw),
  request: (settings, state) => [{ url: `${siteOf(settings)}/xml?language=en`, headers: conditional(state) }],
  parse: (body, settings) => {
    const root = readTree(decode(body.bytes, body.headers['content-type']))
    if (root?.name !== 'workzag-jobs')
      throw new Unreadable(body.bytes.length === 0 ? 'The answer was empty' : 'Not the job list of a Personio site')
    return readBoard(childrenOf(root, 'position'), position, (job) => postingOf(job, settings))
  },
}

const siteOf = ({ board, ending, baseUrl }: Settings) => baseUrl ?? `https://${board}.jobs.personio.${ending}`

/** A position without number or name cannot be told from others. */
const position = z.custom<Element>(
  (element) => textAt(element as Element, 'id') !== null && textAt(element as Element, 'name') !== null,
)

function postingOf(job: Element, settings: Settings): PostingNow {
  const externalId = textAt(job, 'id')!
  const offices = [textAt(job, 'office'), ...childrenOf(elementAt(job, 'additionalOffices'), 'office').map(ownText)]
  const parts = childrenOf(elementAt(job, 'jobDescriptions'), 'jobDescription').flatMap((part) => [
    `<h3>${textAt(part, 'name') ?? ''}</h3>`,
    elementAt(part, 'value')?.text ?? '',
  ])
  return {
    externalId,
    title: oneLine(textAt(job, 'name')!),
    url: `${siteOf(settings)}/job/${encodeURIComponent(externalId)}`,
    department: listed([textAt(job, 'department')]),
    location: listed(offices),
    description: description(parts.join('\n')),
    postedAt: readDate(textAt(job, 'createdAt') ?? ''),
  }
}

const ownText = ({ text }: Element) => text
