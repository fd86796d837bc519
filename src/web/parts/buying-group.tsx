import type { Reach } from '../../core/buying-group.ts'

/** How many of those who decide together have heard from us. */
export const BuyingGroup = ({ group }: { group: readonly Reach[] }) => {
  const reached = group.filter((each) => each.reached.length > 0).length
  return (
    <>
      <p>
        <b>Buying group:</b>{' '}
        <span class="num">
          {reached} of {group.length}
        </span>{' '}
        roles reached
      </p>
      <ul class="plain small">
        {group.map(({ role, known, reached: heard }) => (
          <li>
            {role}{' '}
            {heard.length > 0 ? (
              <span class="state state-good">reached: {heard.join(', ')}</span>
            ) : (
              <span class="soft">{known.length > 0 ? `not yet: ${known.join(', ')}` : 'nobody known'}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
