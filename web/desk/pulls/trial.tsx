import { collectionMessages } from '#modules/collection/messages'
import type { Trial } from '#modules/pulls/contract'
import { type Texts, useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { ReasonText } from './reason.tsx'

/** What a trial found: rows as they came, and what the contract says of each. */
export function TrialResult({ trial }: { trial: Trial }) {
  const t = useText(pullTexts)
  if (trial.error !== null)
    return (
      <p role="alert" className="field-error">
        <ReasonText reason={trial.error} />
      </p>
    )
  const bad = trial.rows.filter((r) => r.problems.length > 0).length
  return (
    <div>
      <p role="status">{t('trial.ok', { ms: trial.milliseconds, n: trial.rows.length, bad })}</p>
      {trial.warnings.map((w) => (
        <p key={w.key} className="field-error">
          <ReasonText reason={w} />
        </p>
      ))}
      {trial.rows.length > 0 && <TrialTable trial={trial} />}
    </div>
  )
}

const problemTexts: Texts = collectionMessages

/** What breaks the contract, in collection's words; a reason that has none yet says that it is one. */
function useProblem() {
  const t = useText(pullTexts)
  const words = useText(problemTexts)
  return ({ reason, expected }: { reason: string; expected: string }) => {
    const key = `collection.problem.${reason}`
    return key in problemTexts ? words(key, { expected }) : t('trial.bad', { expected })
  }
}

function TrialTable({ trial }: { trial: Trial }) {
  const t = useText(pullTexts)
  const say = useProblem()
  return (
    <TableScroll label={t('trial.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('trial.line')}
            </th>
            <th scope="col">{t('trial.verdict')}</th>
            {trial.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trial.rows.map((row) => (
            <tr key={row.line}>
              <td className="number">{row.line}</td>
              <td>
                {row.problems.length === 0 ? (
                  <span className="nowrap">{t('trial.good')}</span>
                ) : (
                  row.problems.map((p) => `${p.item} ${say(p)}`).join('；')
                )}
              </td>
              {trial.columns.map((column) => (
                <td key={column}>{shown(row.raw[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
