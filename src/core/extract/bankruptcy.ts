import { isFound } from './company.ts'
import { type Candidate, drop, type Finder, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const filing =
  /(?<![\p{L}\p{N}-])(?:(?:has |to |will )?(?:files?|filed|filing|enters?|entered|seeks|seeking|goes into|collapses into|falls into|declares?|declared) (?:for )?(?:chapter 11|chapter 7|chapter 15|bankruptcy|insolvency|administration|creditor protection|receivership|liquidation)|goes bankrupt|shuts down(?= operations|\s*$|,| after)|ceases operations|winds down|to wind down|shuts shop)(?![\p{L}])/giu

/** "Acme files for Chapter 11", "Acme enters administration". */
export const findBankruptcy: Finder = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, filing).flatMap((hit) => {
    const rule = 'bankruptcy.files'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    return [tell(clause, { kind: 'bankruptcy', rule, company, confidence: 0.85 })]
  })
