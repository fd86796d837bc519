import type { Document } from '../core/document.ts'
import type { Signal } from '../core/signal.ts'
import { readDate } from './dates.ts'
import { edgarSource, type Followed } from './edgar/listing.ts'
import { notARound, type Offering, readOffering } from './edgar/offering.ts'
import type { Filing } from './edgar/pages.ts'

type Step = { step: 'form'; filing: Filing }

const followed: Followed = {
  type: 'D',
  forms: /^D(?:\/A)?$/,
  isWanted: () => true,
  // The form's data always lies under this name, beside its index page.
  follow: (filing) => ({
    url: new URL('primary_doc.xml', filing.indexUrl).href,
    step: { step: 'form', filing } satisfies Step,
  }),
  text: '',
}

/**
 * Notices of private offerings at the SEC: often the first public word of a round. Funds, REITs, vehicles, mergers
 * and pure debt are dropped. An amendment is kept beside the filing that it amends and tells of no new round.
 */
export const formD = edgarSource<Step>('form-d', followed, (body, { filing }) => {
  const offering = readOffering(body)
  const isRound = offering && notARound(offering) === null
  return { documents: isRound ? [documentOf(offering, filing)] : [], next: [] }
})

function documentOf(offering: Offering, filing: Filing): Document {
  const { company, amends, isAmendment, sold, industry } = offering
  const isRaised = !isAmendment && sold !== null && sold > 0 && offering.firstSale !== null
  const title = isRaised ? raisedTitle(offering, sold) : quietTitle(offering)
  return {
    identity: filing.accession,
    url: filing.indexUrl,
    title,
    summary: statements(offering).join('\n'),
    publisher: 'SEC EDGAR',
    language: 'en',
    publishedAt: filing.filedAt,
    updatedAt: null,
    extra: {
      company,
      cik: filing.cik,
      form: filing.form,
      accession: filing.accession,
      industry,
      ...(amends ? { amends } : {}),
      signals: isRaised ? [signalOf(offering, sold, title)] : [],
    },
  }
}

const raisedTitle = ({ company }: Offering, sold: number) => `${company} raised ${money(sold)} in equity financing`

const quietTitle = ({ company, isAmendment, amends }: Offering) =>
  isAmendment
    ? `${company}: Form D/A, an amendment${amends ? ` of ${amends}` : ''}`
    : `${company}: Form D, an offering before its first sale`

/** What the form says, field by field, in the form's own words and numbers. */
const statements = ({ company, offered, sold, firstSale, investors, securities, industry }: Offering): string[] => [
  `Issuer: ${company}`,
  ...(industry ? [`Industry group: ${industry}`] : []),
  `Securities offered: ${securities.join(', ')}`,
  `Total offering amount: ${offered === null ? 'indefinite' : money(offered)}`,
  `Total amount sold: ${sold === null ? 'not stated' : money(sold)}`,
  `Date of first sale: ${firstSale ?? 'yet to occur'}`,
  ...(investors === null ? [] : [`Investors: ${investors}`]),
]

const signalOf = ({ company, firstSale }: Offering, sold: number, title: string): Signal => ({
  kind: 'funding',
  company,
  companyQuote: company,
  fields: { amount: { value: { value: sold, currency: 'USD' }, quote: money(sold) } },
  occurredAt: readDate(firstSale ?? ''),
  quote: title,
  confidence: 0.95,
  lite: false,
  rule: 'form-d.sold',
})

const money = (dollars: number): string => `$${dollars.toLocaleString('en-US')}`
