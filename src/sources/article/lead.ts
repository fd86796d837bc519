import type { Tree } from '../html-tree.ts'
import { clip, oneLine, tidy } from '../text.ts'

const mostParagraphs = 8
/** Bylines, captions and buttons are shorter; a lead paragraph is not. */
const shortestParagraph = 60
const longestParagraph = 2_000
const longestLead = 6_000
/** Of each kind of place so many are looked at, of each place so many paragraphs. */
const mostPlaces = 100
const mostLooked = 100

/** The paragraphs that open the story, each on one line: those of the place that holds most of its text. */
export const leadOf = (page: Tree): string[] => {
  const marked = page.first('[itemprop="articleBody"]')
  if (marked) return openingOf(paragraphsIn(marked, 'p'))
  for (const selector of ['article', ':is(main, [role="main"])']) {
    const found = fullest(page.all(`${selector}${notBeside}`).slice(0, mostPlaces), 'p')
    if (found.length > 0) return openingOf(found)
  }
  // Without marks, the element that is the parent of most text; a page without blocks is one itself.
  const block = fullest(page.all(`:is(div, section, td):has(> p)${notBeside}`).slice(0, mostPlaces), '> p')
  return openingOf(block.length > 0 ? block : paragraphsIn(page, 'p'))
}

const fullest = (places: readonly Tree[], selector: string): string[] =>
  places
    .map((place) => paragraphsIn(place, selector))
    .reduce((best, paragraphs) => (lengthOf(paragraphs) > lengthOf(best) ? paragraphs : best), [])

const lengthOf = (paragraphs: readonly string[]): number => paragraphs.reduce((sum, { length }) => sum + length, 0)

const paragraphsIn = (place: Tree, selector: string): string[] => {
  const beside = new Set(place.all(aside).slice(0, mostLooked).map(textOf))
  return place
    .all(selector)
    .slice(0, mostLooked)
    .flatMap((paragraph) => {
      const text = textOf(paragraph)
      const isStory = text.length >= shortestParagraph && !isHouseNotice(text) && !isLinks(paragraph, text)
      return isStory && !beside.has(text) ? [clip(text, longestParagraph)] : []
    })
}

const textOf = (element: Tree): string => oneLine(tidy(element.text()))

/** What publishers call the places of comments and of other stories. */
const besideNames =
  'comment comments comment-list comment-body related related-posts related-articles related-stories recommended trending most-read read-next teaser sponsored'
const besides = besideNames
  .split(' ')
  .flatMap((name) => [
    `:is(div, section, article, ul, ol)[class~="${name}"]`,
    `:is(div, section, ul, ol)[id="${name}"]`,
  ])
  .join(', ')

const notBeside = `:not(:is(${besides}) *)`

/** Paragraphs of what stands around a story, also inside its own element. */
const aside = `:is(aside, nav, footer, form, figure, dialog, [role="complementary"], [role="dialog"], [role="navigation"], [aria-hidden="true"], [hidden], ${besides}) p`

/** What a publisher says for itself between the paragraphs of a story. */
const houseNotice =
  /\b(?:subscribe|sign up|newsletter|cookies?|all rights reserved|follow us|read more|also read|advertisement|terms of (?:use|service)|privacy policy|this article (?:was|is) )\b/i

const isHouseNotice = (text: string): boolean => text.length < 240 && houseNotice.test(text)

/** A paragraph that mostly leads elsewhere. */
const isLinks = (paragraph: Tree, text: string): boolean =>
  paragraph.all('a').reduce((sum, link) => sum + link.text().length, 0) > text.length / 2

const openingOf = (paragraphs: readonly string[]): string[] => {
  const opening: string[] = []
  let left = longestLead
  for (const paragraph of [...new Set(paragraphs)].slice(0, mostParagraphs)) {
    if (paragraph.length > left) break
    opening.push(paragraph)
    left -= paragraph.length
  }
  return opening
}
