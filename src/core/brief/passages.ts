import type { BriefSource } from '../brief.ts'
import { findAddresses } from '../claims/addresses.ts'
import { hiddenCharacters } from '../draft/hidden.ts'
import { sentencesOf } from '../draft/sentences.ts'
import type { Evidence } from '../trigger.ts'
import { publisherName } from './publishers.ts'

const mostPassages = 12
const mostCharacters = 300

/** What else the publishers wrote in telling the event, sentence by sentence, without what the signal was read from. */
export const passagesOf = (evidence: readonly Evidence[]): Omit<BriefSource, 'id'>[] =>
  evidence
    .flatMap((item) =>
      [item.title, ...(item.summary ? sentencesOf(item.summary.slice(0, mostPassages * mostCharacters)) : [])]
        .map((sentence) => (typeof sentence === 'string' ? sentence : sentence.text))
        .filter((quote) => quote !== item.signal.quote && isPlainTelling(quote))
        .map((quote) => ({
          kind: 'passage' as const,
          quote,
          label: publisherName(item.publisher),
          url: item.url,
          at: item.publishedAt,
          signalId: item.signalId,
        })),
    )
    .slice(0, mostPassages)

/** It tells of others, as a fact: rumours, and whoever speaks to a reader, asks for something or leads elsewhere, are not quoted. */
const isPlainTelling = (quote: string): boolean =>
  quote.length <= mostCharacters &&
  quote.search(hiddenCharacters) < 0 &&
  findAddresses(quote).length === 0 &&
  !/\bmay\b/u.test(quote) &&
  !/[<>{}[\]|\\]|\b(?:might|could|would|reportedly|rumou?r\w*|allegedly|said to|sources|likely|perhaps|possibl[ey]|you|your|yours|we|us|our|i|me|my|please|ignore|dear|reader|click|visit|call|reply|unsubscribe)\b/iu.test(
    quote,
  )
