import type { SignalFields } from '../signal.ts'
import { type Found, isFound, nameAfter, nameIn } from './company.ts'
import { moneyIn, preferDollars } from './money.ts'
import { type Candidate, drop, type Finder, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const buying =
  /(?<![\p{L}\p{N}-])(?:(?:has |have |to |will |agrees? to |agreed to |plans to |in (?:\S+ )?deal to |signs (?:\S+ )?(?:deal|agreement|pact) to |strikes deal to |completes? (?:the )?|completed |closes |finali[sz]es |announces |enters (?:into )?(?:\S+ )?agreement to )*(?:acquires?|acquired|acquiring|buys|buy|bought|buying|purchases|purchased|acqui-hires|acqui-hired|acquihires|snaps up|snapped up|scoops up|takes over|taking over|took over|gobbles up|swallows|absorbs|merges with|to merge with|merge with|acquisition of|takeover of|buyout of|purchase of)|(?:buys|to buy|acquires|to acquire|picks up|to pick up|takes|to take|gets|secures|bags|completes (?:\S+ ){0,4}) (?:a )?(?:majority|controlling|full|100%) (?:stake|investment|ownership|control) (?:in|of)|to pay (?=[$€£₹]\S+ (?:\S+ )?for)|pays (?=[$€£₹]\S+ (?:\S+ )?for)|completes (?=.{0,25}majority investment in)|successful close of (?=majority investment))(?=\s|$)/giu
const things =
  /^\s*(?:back\b|out of|time\b|more\b|up to\b|its own|own\b|new\b|an? (?:plane|house|home)|\d+ (?:planes|jets|aircraft|boeing|airbus|stocks|shares|tonnes|barrels|megawatts|mw)|(?:[$€£₹\d.,]+\s?(?:m|b|bn|mn|million|billion|crore)?\s?(?:of |in )?)?(?:stocks?|shares|bonds?|gold|oil|gas|crude|lng|power|bitcoin|aircraft|jets?|planes?|chips?|gpus?|assets?|debt|loans?|land|rights|homes?|houses|cars|vehicles|tickets|goods|products|equipment|property|properties|portfolio|minority|treasur(?:y|ies)|mortgages|weapons|missiles|stake|remaining|cash))\b/iu

/** "Acme to buy Widgets for $5bn": the acquirer is the company, the target the counterpart. */
const buyRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, buying).flatMap((hit) => {
    const rule = 'acquisition.buys'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const object = hit.after.replace(
      /^\s*(?:majority investment in|[$€£₹][\d.,]+\s?\p{L}* (?:\S+ )?for)\s/iu,
      (skipped) => ' '.repeat(skipped.length),
    )
    if (things.test(object)) return [drop(clause, rule, 'buys goods or securities')]
    if (
      /^\s+(?:an? )?(?:\d+(?:\.\d+)?%|minority|stake|[\p{L}]+ stake)\b/iu.test(object) &&
      !/^\s+(?:an? )?(?:5[1-9]|[6-9]\d|100)(?:\.\d+)?%/u.test(object)
    )
      return [drop(clause, rule, 'minority stake')]
    const passive =
      /\b(?:is|was|been|being|be|gets?|to be)\s+(?:\S+\s+)?$/i.test(hit.before) || /^\s+by\b/.test(hit.after)
    const company = passive ? nameAfter(hit.after.replace(/^\s+by\s/, '    '), hit.end) : subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const target = passive ? subjectOf(clause, hit.start) : nameAfter(object, hit.end)
    if (!isFound(target)) return [drop(clause, rule, `target: ${target.refused}`)]
    return [tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, target), confidence: 0.85 })]
  })

const agreeing =
  /(?<![\p{L}\p{N}-])(?:agrees? (?:to )?(?:an? )?(?=(?:\S+ ){0,4}(?:takeover|buyout|acquisition|bid|offer)\b)|accepts (?=(?:\S+ ){0,5}(?:bid|offer|takeover)\b)|raises (?=(?:\S+ ){0,5}(?:bid|offer)\b)|acqui-hired by|acquired by|bought by|snapped up by|to be (?:acquired|bought) by|sold to|sells itself to|to sell itself to)/giu

/** "Widgets agrees $2bn bid from Acme", "Widgets acquired by Acme". */
const agreeRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, agreeing).flatMap((hit) => {
    const rule = 'acquisition.agrees'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const raised = /^raises/i.test(hit.verb)
    const to = /\b(?:from|by)\s+/iu.exec(hit.after)
    const subject = subjectOf(clause, hit.start)
    const bidder =
      / by$/i.test(hit.verb) || / to$/i.test(hit.verb)
        ? nameAfter(hit.after, hit.end)
        : to
          ? nameAfter(hit.after.slice(to.index + to[0].length), hit.end + to.index + to[0].length)
          : null
    const company = raised ? subject : bidder
    if (!company || !isFound(company)) return [drop(clause, rule, 'no acquirer named')]
    const target = raised
      ? nameIn(/^\s+(?:\S+ )?(?:bid|offer) for (.+?)(?: by | to |$)/iu.exec(hit.after)?.[1] ?? '', 0)
      : subject
    return [
      tell(clause, {
        kind: 'acquisition',
        rule,
        company,
        fields: dealFields(clause, !raised && isFound(target) ? target : null),
        confidence: 0.7,
      }),
    ]
  })

const dealFields = (clause: Clause, target: Found | null): SignalFields => {
  const amount = preferDollars(moneyIn(clause.text), clause.text)
  return {
    ...(target ? { counterpart: quoted(clause, target.name, target.start, target.end) } : {}),
    ...(amount ? { amount: quoted(clause, amount.money, amount.start, amount.end) } : {}),
  }
}

export const findAcquisition: Finder = (clause) => [...agreeRule(clause), ...buyRule(clause)]
