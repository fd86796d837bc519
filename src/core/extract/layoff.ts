import type { SignalFields } from '../signal.ts'
import { isFound, nameAfter, nameIn } from './company.ts'
import { type Candidate, drop, type Finder, isPurpose, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const people = `jobs?|workers?|staff|staffers?|employees|workforce|work force|positions|roles|headcount|people|posts|bankers|headcount|personnel|salaried|engineers|layoffs|team`
const verbs = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:(?:(?:is|are|was) |to |will |plans to |plan to |says to |says it will |said it (?:will|would|plans to) |says needs to |begins |starts |begin |start |started |has |have |set to |keeps? ){0,4}(?:cut|cuts|cutting|slash|slashes|slashed|slashing|axe|axes|axed|axing|ax|shed|sheds|shedding|eliminate|eliminates|eliminated|eliminating|trim|trims|trimming|trimmed|reduce|reduces|reducing|fires|fired|sacks|sacked|dismiss|dismisses|dismissed|shows the door to)(?=\s+(?:(?!(?:for|on|at|with)\b)[\p{L}\d%.,'-]+\s+){0,7}?(?:${people})\b)|(?:(?:is|are) |to |will |plans to |says to |has |have |begins |begun |began |starts |started ){0,4}(?:lay off|lays off|laid off|laying off|lay-off|(?:let|lets|letting) go(?! of (?:(?!\d)[\p{L}'-]+\s){0,3}(?!${people})[\p{L}'-]+\s*$)|retrench|retrenches|make redundant|makes [\d,]+ (?:\p{L}+ )?redundant|furlough|furloughs|downsizes|downsize)(?![\p{L}])|(?:announces|announced|plans|planned|confirms|undergoes|does|unveils|starts|begins|faces|orders|conducts|initiates|outlines|details|targets|makes?|to make|making|sees|stuns with|hit with|carries out|kicks off|hit by|aims)\s+(?:[\p{L}\d%.,'-]+\s+){0,7}?(?:layoffs|job cuts?|job losses|redundancies|staff cuts?|workforce reductions?|workforce cuts?)\b|lets? (?:[\p{L}\d%.,]+\s){1,6}(?:staff|employees|workers|workforce|people) go(?![\p{L}])|(?:hands?|gives?|issues?) (?:out )?pink slips|(?:closes?|to close|shuts?|to shut|shutters|will close)\s(?:[\p{L}\d'-]+\s){1,7}with (?:the )?loss of|asks? [\d,]+ (?:\p{L}+ )?(?:employees|staff|workers|people) to (?:leave|resign|go|quit)|(?:sacks|sacked|fires|fired) [\d,]+(?=\s*(?:$|[,;]|\s(?:in|at|after|amid|as)\b))|(?:layoffs|job cuts) (?:begin|start|hit|continue|impact|affect|are under)|(?:layoffs|job cuts)(?=\s*(?:20\d\d)?\s*:.*\b(?:affected|cuts?|cutting|begins?|hits?|impacted|lays off|roles|jobs|employees|staff|workers)\b)|[\p{L}\d%.,' -]{0,30}\s(?:profit miss|revamp|restructuring), (?:job cuts|layoffs))`,
  'giu',
)
const staff =
  /(?<=^(?:about |some |up to |over |nearly |more than |around |at least )?\d[\d,]*\s)(?:\p{Lu}[\p{L}\d&.-]*\s){1,3}(?:employees|workers|staffers|staff)(?=\s(?:laid off|let go|fired|sacked|(?:to |will )?lose (?:their )?jobs|face (?:the )?axe))/giu
const lost =
  /^(?:about |some |up to |over |nearly |more than |around |at least )?\d[\d,]*\s(?:\p{L}+\s)?(?:jobs?|roles|posts|positions|staff|workers|employees)\s(?:to go|lost|axed|cut|to be cut|to be lost|at risk|laid off|let go|face (?:the )?axe)\s(?:at|as)\s(?=\p{Lu})/giu
const at =
  /^(?:(?:another|more|fresh|new|mass|latest) ){0,3}(?:round of |wave of )?(?:layoffs|job cuts) (?:at|hit) (?=\p{Lu})/giu

const elsewhere =
  /\b(?:jobs? (?:data|report|growth|market)|(?:costs?|spending|prices?|rates?|forecast|ratings?|outlook|emissions|output|production|stake|fares|debt|dependence|tax(?:es)?) (?:by|of|for|in)|sector|industry|across (?:tech|the industry))\b/iu

/** "Acme to cut 500 jobs", "Acme lays off 10% of staff". */
const rule = 'layoff.cuts'
const cutRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, verbs).flatMap((hit) => {
    const doubt = unsure(clause, hit.start, {
      allowed: /\b(?:needs?|must|set|aims?|expected)\s*$/i,
      done: !/\b(?:to|will|plans?)\b/i.test(hit.verb),
    })
    if (doubt) return [drop(clause, rule, doubt)]
    const object = /^.{0,60}/su.exec(hit.after)?.[0] ?? ''
    if (
      /^\s+(?:[\p{L}]+\s+)?(?:costs?|prices?|rates?|spending|pay|salaries|working hours|forecast|dividend)\b(?!.*\b(?:jobs|staff|workforce)\b)/iu.test(
        object,
      ) ||
      elsewhere.test(object.slice(0, 30))
    )
      return [drop(clause, rule, 'cuts something else')]
    if (isPurpose(hit)) return [drop(clause, rule, 'purpose of another deed')]
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    return [tell(clause, { kind: 'layoff', rule, company, fields: headcounts(clause), confidence: 0.88 })]
  })

const headcounts = (clause: Clause): SignalFields => {
  const count =
    /(?<![\p{L}\d.$€£₹]|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\p{L}*\.?\s)(\d{1,3}(?:,\d{3})+|\d+)(?=\s+(?:[\p{L}.-]+\s+){0,4}?(?:jobs?|workers?|staff|employees|positions|roles|people|posts|bankers|engineers|developers|managers|posts|layoffs|redundancies|(?:job|staff) cuts)\b)/iu.exec(
      clause.text,
    )
  const share = /(\d+(?:\.\d+)?)\s?(?:%|percent|per cent|pct)/iu.exec(clause.text)
  return {
    ...(count?.[1]
      ? { headcount: quoted(clause, Number(count[1].replaceAll(',', '')), count.index, count.index + count[0].length) }
      : {}),
    ...(share?.[1] ? { percentage: quoted(clause, Number(share[1]), share.index, share.index + share[0].length) } : {}),
  }
}

/** "Layoffs at Acme: 200 employees let go". */
const atRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, at).flatMap((hit) => {
    const doubt = unsure(clause, hit.start, { done: true })
    const company = nameAfter(hit.after, hit.end)
    if (doubt || !isFound(company)) return [drop(clause, 'layoff.at', doubt ?? 'no company named')]
    return [tell(clause, { kind: 'layoff', rule: 'layoff.at', company, fields: headcounts(clause), confidence: 0.82 })]
  })

/** "300 jobs to go at Acme", "About 300 Acme employees laid off": the number stands first. */
const countRule = (clause: Clause): Candidate[] => {
  const named = [
    ...hitsOf(clause.text, lost).map((hit) => ({ start: hit.start, company: nameAfter(hit.after, hit.end) })),
    ...hitsOf(clause.text, staff).map((hit) => ({
      start: hit.start,
      company: nameIn(hit.verb.replace(/\s\S+$/u, ''), hit.start),
    })),
  ]
  return named.map(({ start, company }) => {
    const doubt = unsure(clause, start, { done: true })
    if (doubt || !isFound(company)) return drop(clause, 'layoff.count', doubt ?? 'no company named')
    return tell(clause, { kind: 'layoff', rule: 'layoff.count', company, fields: headcounts(clause), confidence: 0.82 })
  })
}

export const findLayoff: Finder = (clause) => [...cutRule(clause), ...atRule(clause), ...countRule(clause)]
