import { productOf } from '../product.ts'
import { known, type Opening } from './opening.ts'

export const productLaunch: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    const c = told.company
    if (sure === 'rumour' || sure === 'ruled_out') return []
    const what = productOf(told).words
    if (told.says(/\b(?:is|are) rolling out\b/iu)) return [`${c} is rolling out ${what}`]
    if (told.says(/\b(?:is|are) launching\b/iu)) return [`${c} is launching ${what}`]
    return sure === 'planned'
      ? [`${c} plans to launch ${what}`, `${c} will launch ${what}`]
      : known(
          `${c} launched ${what}`,
          `${c} has launched ${what}`,
          `${c} introduced ${what}`,
          told.says(/\breleas/iu) ? `${c} has released ${what}` : `${c} has introduced ${what}`,
        )
  },
  nouns: (told) => {
    const { name } = productOf(told)
    return known(name && `${name} launch`, 'launch')
  },
  subjects: (told) => {
    const { name, words } = productOf(told)
    if (!name) return [`The launch at ${told.company}`, `${told.companys} launch`, `On ${told.companys} launch`]
    return known(
      `The ${name} launch`,
      `On the ${name} launch`,
      `Your ${name} launch`,
      words === name && `A note on ${name}`,
      words === name && `${told.company} and ${name}`,
    )
  },
  glad: true,
}
