import type { Item } from '#modules/catalogue/contract'
import type { FigureRow, Output, Template } from '#modules/operation/contract'
import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { operationTexts } from '../messages/operation.ts'
import { titleOf, useFigure, ValueText } from './words.tsx'

interface AnswerProps {
  /** Tells this answer from others on the page. */
  readonly label: string
  readonly output: Output
  /** Undefined where the product does not ask it any more. */
  readonly template: Template | undefined
  readonly items: readonly Item[]
}

/** Figures as a table whose bars say the same as its numbers; what was left out is said in words. */
export function Answer({ label, output, template, items }: AnswerProps) {
  const t = useText(operationTexts)
  const { rows, suppressed } = output
  return (
    <>
      {rows.length === 0 ? (
        <p>{t(suppressed > 0 ? 'answer.none.suppressed' : 'answer.none')}</p>
      ) : (
        <FigureTable label={label} rows={rows} template={template} items={items} />
      )}
      {suppressed > 0 && <p role="note">{t('answer.suppressed', { n: suppressed })}</p>}
      {rows.some((row) => row.margin !== null) && <p className="muted">{t('answer.margin')}</p>}
    </>
  )
}

type FigureTableProps = Omit<AnswerProps, 'output'> & { readonly rows: readonly FigureRow[] }

function FigureTable({ label, rows, template, items }: FigureTableProps) {
  const t = useText(operationTexts)
  const figure = useFigure()
  const groups = [...new Set(rows.flatMap((row) => Object.keys(row.group)))]
  const most = Math.max(...rows.map((row) => row.value), 0)
  const isNoisy = rows.some((row) => row.margin !== null)
  const value = template === undefined ? t('figure') : t(`measure.${template.measure.kind}`)
  return (
    <TableScroll label={label}>
      <table className="table operation-figures">
        <thead>
          <tr>
            {groups.map((name) => (
              <th key={name} scope="col">
                {titleOf(items, name)}
              </th>
            ))}
            <th scope="col">{value}</th>
            {isNoisy && <th scope="col">{t('margin')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row.group)}>
              {groups.map((name) => (
                <th key={name} scope="row">
                  <ValueText value={row.group[name] ?? null} />
                </th>
              ))}
              <td>
                {figure(row.value)}
                <Bar share={most === 0 ? 0 : row.value / most} />
              </td>
              {isNoisy && <td>{row.margin === null ? '' : `± ${figure(row.margin)}`}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** As long as the number is large beside the largest; a noisy figure below zero has none. */
function Bar({ share }: { share: number }) {
  return (
    <span
      aria-hidden="true"
      className="operation-bar"
      style={{ inlineSize: `${Math.max(0, share) * 100}%` }}
    />
  )
}
