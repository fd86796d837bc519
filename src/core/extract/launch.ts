import { isFound, type Subject } from './company.ts'
import { isPlace } from './places.ts'
import { type Candidate, drop, type Finder, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const verb =
  /(?<![\p{L}\p{N}-])(?:(?:has |to |will |set to )?(?:launch(?:es|ed)?|unveils?|unveiled|debuts?|introduces?|introduced|rolls? out|rolled out|releases?|released|reveals|announces|announced|starts selling|brings|lands|drops|updates))(?=\s|$)/giu
const product =
  /\b(?:app|apps|model|models|platform|tool|tools|feature|features|product|products|service|services|software|chip|chips|phone|smartphone|smartwatch|tablet|laptop|earbuds|headphones|speaker|projector|display|tv|camera|printer|ev|suv|sedan|car|truck|bike|motorcycle|scooter|robot|robots|drone|assistant|agent|agents|chatbot|copilot|suite|solution|solutions|system|systems|device|devices|series|lineup|line|range|edition|version|upgrade|upgrades|update|subscription|card|api|sdk|plugin|gpu|cpu|processor|battery|charger|sensor|engine|collection|variant|generation|gen|wearable|ring|glasses|headset|console|game|browser|search|marketplace|portal|dashboard|copilots|pro|ultra|max|plus|mini|lite|5g|ai-powered|technology|semi|pickup|ai)\b|\b\p{L}*\d+\p{L}*\b/iu
const notProduct =
  /^(?:\s+\S+){0,4}?\s+(?:ipo|bid|probe|investigation|inquiry|attack|attacks|strike|strikes|war|campaign|offer|fund|funds|review|search|lawsuit|suit|case|appeal|scheme|mission|satellites?|rocket|missiles?|spacecraft|astronauts?|results|earnings|profit|plan|plans|dividend|buyback|deal|partnership|agreement|talks|initiative|committee|task force|bond|bonds|notes|stake|offering|date|teaser|price|prices|details|winners?|finalists|list|findings|report|data|survey|statement|policy|sanctions|tariffs|budget|guidelines|rules|centre|center|office|plant|hub|program|programme|challenge|award|awards|contest|event|conference|joint venture|investment|appointment|closing|closure|expansion|acquisition|merger|collaboration|strategy|hostages|files|documents|emails|video|trailer|teaser|song|album|film|movie|memoir|book|layoffs|job cuts|restructuring|reorganization|shares|stock|trading|etf|etfs)\b/iu

/** "Acme launches payments app", "Acme rolls out AI assistant". */
export const findLaunch: Finder = (clause: Clause): Candidate[] => {
  if (clause.field !== 'title') return []
  return hitsOf(clause.text, verb)
    .slice(0, 1)
    .flatMap((hit) => {
      const rule = 'launch.verb'
      const reach = hit.after.slice(0, 90)
      if (!product.test(reach)) return []
      if (
        notProduct.test(reach) ||
        /\b(?:date|leaks?|leaked|tipped|teaser|teased|expected|rumou?r|stocks?|shares)\b/i.test(clause.text)
      )
        return [drop(clause, rule, 'not a product launch')]
      const doubt = unsure(clause, hit.start)
      if (doubt) return [drop(clause, rule, doubt)]
      const company: Subject = subjectOf(clause, hit.start)
      if (!isFound(company)) return [drop(clause, rule, company.refused)]
      if (isPlace(company.name)) return [drop(clause, rule, 'place')]
      const end =
        /^.*?(?=\s(?:in|to|for|with|at|on|as|after|amid|that|which|by)\b|[,;:]|$)/u.exec(hit.after)?.[0].length ?? 0
      const fields =
        end > 2
          ? { product: quoted(clause, clause.original.slice(hit.end, hit.end + end).trim(), hit.end, hit.end + end) }
          : {}
      return [tell(clause, { kind: 'product_launch', rule, company, fields, confidence: 0.6 })]
    })
}
