import type { Child } from 'hono/jsx'

/** A column of numbers, set to the right. */
export const num = (name: string) => ({ name, class: 'num' }) as const

type Column = string | ReturnType<typeof num> | false | null | undefined

/** A table with its heads, in a frame that scrolls by keyboard where the screen is narrow. Children are its rows. */
export const Table = ({
  columns,
  caption,
  class: kind,
  children,
}: {
  /** False ones are left out. */
  columns: readonly Column[]
  caption?: string | undefined
  class?: string
  children: Child
}) => (
  <div class="table-frame" tabindex={0}>
    <table class={kind ? `table ${kind}` : 'table'}>
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column) =>
            typeof column === 'string' ? (
              <th scope="col">{column}</th>
            ) : (
              column && (
                <th scope="col" class={column.class}>
                  {column.name}
                </th>
              )
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)
