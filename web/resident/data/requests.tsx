import type { CaseRow } from '#kernel/cases/contract'
import { CorrectionDetails } from '#modules/protection/contract'
import { type CaseDoor, useCase, useCaseList } from '../../ui/cases.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { myDataTexts } from '../messages/my-data.ts'

const corrections: CaseDoor = { type: 'data-correction', path: '/data-corrections' }

/** What the reader asked about rows, with the answers. */
export function OwnRequests() {
  const t = useText(myDataTexts)
  const { rows } = useCaseList(corrections, { limit: 20 })
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="own-requests">
      <h2 id="own-requests">{t('requests')}</h2>
      <ul className="case-list">
        {rows.map((row) => (
          <li key={row.id}>
            <Request row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Request({ row }: { row: CaseRow }) {
  const t = useText(myDataTexts)
  const { data } = useCase(corrections, row.id)
  const details = CorrectionDetails.safeParse(data?.details).data
  const state = `case.${row.state}` as keyof typeof myDataTexts
  return (
    <article className="card">
      <h3>{row.title}</h3>
      <p className="case-card-line">
        <span className="tag tag-open">{t(state)}</span>
        <span className="numbers field-hint">{row.number}</span>
        {row.closedAt === null && row.due !== null && <Deadline due={row.due} held={row.held} />}
      </p>
      {details?.answer != null && (
        <p className="as-written">
          {t('answer')}：{details.answer} {details.legalBasis}
        </p>
      )}
    </article>
  )
}
