export const adminPages = [
  ['start', '/admin/start', 'Start'],
  ['people', '/admin/people', 'People'],
  ['territories', '/admin/territories', 'Territories'],
  ['imports', '/admin/imports', 'Imports'],
  ['exports', '/admin/exports', 'Exports'],
  ['sending', '/admin/sending', 'Sending'],
  ['suppressions', '/admin/suppressions', 'Suppressions'],
  ['keys', '/admin/keys', 'API keys'],
  ['backups', '/admin/backups', 'Backups'],
  ['audit', '/admin/audit', 'Audit'],
] as const

export const AdminNav = ({ here }: { here: (typeof adminPages)[number][0] }) => (
  <nav class="subnav" aria-label="Admin">
    {adminPages.map(([page, path, name]) => (
      <a href={path} aria-current={page === here ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
)
