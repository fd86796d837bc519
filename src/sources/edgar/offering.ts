import { decode } from '../feed/decode.ts'
import { type Body, Unreadable } from '../source.ts'
import { childrenOf, elementAt, readTree, textAt } from '../xml-tree.ts'

/** What a Form D says of an offering, as its XML states it. */
export type Offering = {
  company: string
  /** Of an amendment: the filing that it amends, where it says so. */
  amends: string | null
  isAmendment: boolean
  industry: string
  entityType: string
  securities: string[]
  isPooledFund: boolean
  isMerger: boolean
  /** Whole dollars; null when the form says that it is indefinite. */
  offered: number | null
  sold: number | null
  /** `2026-03-02`; null when nothing has been sold yet. */
  firstSale: string | null
  investors: number | null
}

/** Throws `Unreadable` when it is not a Form D. Null for a test filing. */
export function readOffering(body: Body): Offering | null {
  const root = readTree(decode(body.bytes, body.headers['content-type']))
  const form = textAt(root, 'submissionType')
  if (root?.name !== 'edgarSubmission' || !form || !/^D(?:\/A)?$/.test(form)) throw new Unreadable('Not a Form D')
  if (textAt(root, 'testOrLive') === 'TEST') return null
  const company = textAt(root, 'primaryIssuer/entityName')
  if (!company) throw new Unreadable('A Form D without an issuer')
  const data = elementAt(root, 'offeringData')
  const flags = (elementAt(data, 'typesOfSecuritiesOffered')?.children ?? []).filter(
    ({ text }) => text.trim() === 'true',
  )
  const filing = elementAt(data, 'typeOfFiling')
  return {
    company,
    isAmendment: form === 'D/A' || textAt(filing, 'newOrAmendment/isAmendment') === 'true',
    amends: textAt(filing, 'newOrAmendment/previousAccessionNumber'),
    industry: textAt(data, 'industryGroup/industryGroupType') ?? '',
    entityType: textAt(root, 'primaryIssuer/entityType') ?? '',
    securities: flags.flatMap(({ name }) => securityNames[name] ?? []),
    isPooledFund:
      flags.some(({ name }) => name === 'isPooledInvestmentFundType') ||
      childrenOf(elementAt(data, 'industryGroup'), 'investmentFundInfo').length > 0,
    isMerger: textAt(data, 'businessCombinationTransaction/isBusinessCombinationTransaction') === 'true',
    offered: dollars(textAt(data, 'offeringSalesAmounts/totalOfferingAmount')),
    sold: dollars(textAt(data, 'offeringSalesAmounts/totalAmountSold')),
    firstSale: /^\d{4}-\d{2}-\d{2}$/.exec(textAt(filing, 'dateOfFirstSale/value') ?? '')?.[0] ?? null,
    investors: dollars(textAt(data, 'investors/totalNumberAlreadyInvested')),
  }
}

const securityNames: Record<string, string> = {
  isEquityType: 'equity',
  isDebtType: 'debt',
  isOptionToAcquireType: 'options or warrants',
  isSecurityToBeAcquiredType: 'securities to be acquired',
  isTenantInCommonType: 'tenancy in common',
  isMineralPropertyType: 'mineral property',
  isOtherType: 'other securities',
}

const dollars = (text: string | null): number | null => (text && /^\d{1,15}$/.test(text) ? Number(text) : null)

/** Names of what only holds money for others. */
const vehicleName =
  /\b(?:funds?|feeder|SPV|co-?invest(?:ment|ors)?|syndicate|REIT|trust|DST|a series of|series [\dA-Z]{1,4} of|opportunity zone|QOF|QOZB|capital partners|investors,? (?:LLC|LP)|holdings? (?:[IVX]+|\d+),? (?:LLC|LP)|(?:acquisition|investment|equity) (?:[IVX]+|\d+),? (?:LLC|LP))\b/i
const vehicleIndustry =
  /^(?:Pooled Investment Fund|REITS and Finance|Investing|Investment Banking|Residential|Commercial|Construction|Other Real Estate)$/i

/** Why the offering is no company's round, in words; null when it may be one. */
export function notARound(offering: Offering): string | null {
  const { company, entityType, industry, isPooledFund, isMerger, securities } = offering
  if (isPooledFund || /^pooled/i.test(industry)) return 'a pooled investment fund'
  if (vehicleIndustry.test(industry)) return `an investment vehicle: ${industry}`
  if (vehicleName.test(company)) return 'a fund or vehicle by its name'
  if (/partnership|trust/i.test(entityType)) return `a ${entityType.toLowerCase()}`
  if (isMerger) return 'securities given in a merger'
  if (securities.every((name) => !roundSecurities.has(name))) return 'no equity'
  return null
}

const roundSecurities = new Set(['equity', 'options or warrants', 'securities to be acquired'])
