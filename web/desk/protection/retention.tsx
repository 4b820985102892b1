import { useState } from 'react'
import type { Deletion, RetentionPage, RetentionRow } from '#modules/protection/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { retentionTexts } from '../messages/protection-retention.ts'
import { useProtectionAction, useProtectionRead } from './api.ts'
import { ProtectionFrame } from './frame.tsx'
import { RetentionForm } from './retention-form.tsx'

/** How long rows are kept; what is due on top, certificates below. */
export function RetentionList() {
  const t = useText(retentionTexts)
  const page = useProtectionRead<RetentionPage>('/protection/retention')
  const [editing, setEditing] = useState<string>()
  const rows = page.data?.rows.toSorted((a, b) => Number(b.open !== null) - Number(a.open !== null)) ?? []
  const edited = rows.find((r) => r.resource === editing)
  return (
    <ProtectionFrame>
      {page.isPending && <Loading lines={8} />}
      {page.error !== null && <Failure error={page.error} onRetry={() => void page.refetch()} />}
      {edited !== undefined && (
        <RetentionForm key={edited.revision} row={edited} onDone={() => setEditing(undefined)} />
      )}
      {rows.length > 0 && (
        <TableScroll label={t('rule')}>
          <table className="table catalogue-table">
            <thead>
              <tr>
                {(['resource', 'rule', 'due', 'edit'] as const).map((h) => (
                  <th key={h} scope="col">
                    {t(h)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <Row key={r.resource} r={r} onEdit={() => setEditing(r.resource)} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {page.data !== undefined && <Certificates page={page.data} />}
    </ProtectionFrame>
  )
}

function Row({ r, onEdit }: { r: RetentionRow; onEdit: () => void }) {
  const t = useText(retentionTexts)
  const { rule } = r
  return (
    <tr>
      <th scope="row">
        {r.name}{' '}
        <span className="muted">
          <OrgName code={r.provider} />
        </span>
      </th>
      <td data-label={t('rule')}>
        {rule === null ? (
          <span className="muted">{t('none')}</span>
        ) : (
          <>
            {t('rule.line', {
              months: rule.months,
              counts: t(`counts.${rule.counts}`),
              what: t(`what.${rule.what}`),
            })}{' '}
            {rule.automatic && <span className="tag tag-quiet">{t('automatic.short')}</span>}
            <div className="muted">{rule.basis}</div>
            {rule.hold !== null && <div className="tag tag-warn">◆ {t('held', { hold: rule.hold })}</div>}
          </>
        )}
      </td>
      <td data-label={t('due')}>
        {r.open !== null && <Due open={r.open} may={r.may.includes('confirm')} />}
      </td>
      <td data-label={t('edit')}>{r.may.includes('set') && <Button onClick={onEdit}>{t('edit')}</Button>}</td>
    </tr>
  )
}

/** Asked twice: what goes cannot be brought back. */
function Due({ open, may }: { open: Deletion; may: boolean }) {
  const t = useText(retentionTexts)
  const failureText = useFailureText()
  const confirm = useProtectionAction()
  const [isSure, setSure] = useState(false)
  const press = () => {
    if (isSure) confirm.mutate({ path: `/protection/deletions/${open.id}/confirm`, input: {} })
    else setSure(true)
  }
  return (
    <>
      <div>{t('due.line', { due: open.due, before: open.before.slice(0, 10) })}</div>
      {open.state === 'confirmed' && <span className="tag tag-open">{t('confirmed')}</span>}
      {may && (
        <>
          {isSure && <p role="status">{t('confirm.ask')}</p>}
          <Button kind={isSure ? 'main' : 'plain'} busy={confirm.isPending} onClick={press}>
            {t(isSure ? 'confirm.sure' : 'confirm')}
          </Button>
        </>
      )}
      {confirm.error !== null && (
        <p role="alert" className="field-error">
          {failureText(confirm.error)}
        </p>
      )}
    </>
  )
}

function Certificates({ page }: { page: RetentionPage }) {
  const t = useText(retentionTexts)
  const names = new Map(page.rows.map((r) => [r.resource, r.name]))
  return (
    <section className="card" aria-labelledby="certificates">
      <h2 id="certificates">{t('certificates')}</h2>
      {page.certificates.length === 0 && <p className="muted">{t('certificates.none')}</p>}
      {page.certificates.length > 0 && (
        <TableScroll label={t('certificates')}>
          <table className="table catalogue-table">
            <thead>
              <tr>
                {(['resource', 'done', 'counted', 'by', 'basis', 'hash'] as const).map((h) => (
                  <th key={h} scope="col">
                    {t(h)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {page.certificates.map((d) => (
                <tr key={d.id}>
                  <th scope="row">{names.get(d.resource)}</th>
                  <td data-label={t('done')} className="nowrap">
                    {d.doneAt?.slice(0, 10)}
                  </td>
                  <td data-label={t('counted')}>
                    {t('counted.line', { rows: d.rows, history: d.history, quarantined: d.quarantined })}
                  </td>
                  <td data-label={t('by')}>{d.confirmedBy ?? t('by.rule')}</td>
                  <td data-label={t('basis')}>{d.basis}</td>
                  <td data-label={t('hash')} className="hash">
                    {d.keysHash.slice(0, 16)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}
