import { isManager, userIn, type WebContext } from '../../context.ts'

const pages = [
  ['sheet', '/icp', 'The ICP'],
  ['edit', '/icp/edit', 'Edit'],
  ['versions', '/icp/versions', 'Versions'],
  ['learn', '/icp/learn', 'Learn'],
  ['review', '/icp/review', 'Quarterly review'],
  ['interview', '/icp/interview', 'Interview'],
] as const
export type IcpPage = (typeof pages)[number][0]

/** Reps read the sheet; whoever leads them changes it. */
export const IcpNav = ({ c, here }: { c: WebContext; here: IcpPage }) =>
  isManager(userIn(c)) ? (
    <nav class="subnav" aria-label="ICP">
      {pages.map(([page, path, name]) => (
        <a href={path} aria-current={page === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  ) : null
