import { diffWordsWithSpace } from 'diff'

const mostCharacters = 20_000

/** Words taken out and put in; marked by element, sign and colour. */
export const TextDiff = ({ before, after }: { before: string; after: string }) => {
  if (before === after) return <p class="soft">No difference.</p>
  const parts = diffWordsWithSpace(before.slice(0, mostCharacters), after.slice(0, mostCharacters))
  return (
    <div class="diff message-text">
      {parts.map(({ value, added, removed }) =>
        added ? <ins>{value}</ins> : removed ? <del>{value}</del> : <span>{value}</span>,
      )}
    </div>
  )
}
