import type { ReactNode } from 'react'
import { TableScroll } from '../fields/table-scroll.tsx'

interface TableProps {
  readonly title: string
  readonly heads: readonly string[]
  /** The first cell names its row. */
  readonly rows: readonly (readonly [string, ...ReactNode[]])[]
}

/** Parts of a package, one a row. */
export function PartTable({ title, heads, rows }: TableProps) {
  return (
    <>
      <h3>{title}</h3>
      <TableScroll label={title}>
        <table className="table table-stack">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...rest]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {rest.map((text, i) => (
                  <td key={heads[i + 1]} data-label={heads[i + 1]}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}
