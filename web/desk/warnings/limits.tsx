import { type FormEvent, useState } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import { levels, type WarningLimit, type WarningLimits } from '#modules/early-warning/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { LevelTag } from '../../ui/warning-level.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningLimitTexts } from '../messages/warning-limits.ts'
import { warningTexts } from '../messages/warnings.ts'
import { useLimits, useSaveLimits } from './api.ts'
import { Views } from './views.tsx'

const fromTheTop = levels.toReversed()
type Figure = 'acknowledge' | 'handle'
const figures = ['acknowledge', 'handle'] as const
const fieldOf = { acknowledge: 'acknowledgeMinutes', handle: 'handleHours' } as const
const mostOf = { acknowledge: 10_080, handle: 2160 } as const

/** Within what time warnings are noticed and handled, who said so, and why. */
export function LimitsPage() {
  const t = useText(warningLimitTexts)
  const limits = useLimits()
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Views />
      </div>
      <p className="muted">{t('intro')}</p>
      <p className="muted">{t('no-law')}</p>
      {limits.isPending && <Loading lines={5} />}
      {limits.error !== null && <Failure error={limits.error} onRetry={() => void limits.refetch()} />}
      {limits.data !== undefined && (
        <>
          <LastChange saved={limits.data} />
          <LimitsForm key={limits.data.version} saved={limits.data} />
        </>
      )}
    </main>
  )
}

function LastChange({ saved: { changed, version } }: { saved: WarningLimits }) {
  const t = useText(warningLimitTexts)
  const { locale } = useLanguage()
  if (changed === null) return <p className="draft-note">{t('shipped')}</p>
  const { by, reason } = changed
  return <p>{t('changed', { version, by, reason, time: formatDateTime(new Date(changed.at), locale) })}</p>
}

function LimitsForm({ saved }: { saved: WarningLimits }) {
  const t = useText(warningLimitTexts)
  const failureText = useFailureText()
  const [limits, setLimits] = useState(saved.limits)
  const [reason, setReason] = useState('')
  const save = useSaveLimits()
  const isChanged = levels.some((l) => figures.some((f) => read(limits[l], f) !== read(saved.limits[l], f)))
  const isReady = isChanged && reason.trim().length >= 4
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !save.isPending) save.mutate({ version: saved.version, limits, reason: reason.trim() })
  }
  return (
    <form onSubmit={submit} className="warning-limits" aria-label={t('title')}>
      <LimitTable limits={limits} mayEdit={saved.can.save} onChange={setLimits} />
      {!saved.can.save && <p className="muted">{t('read-only')}</p>}
      {saved.can.save && (
        <>
          <TextArea
            id="limits-reason"
            label={t('reason')}
            hint={t('reason.hint')}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          {save.error !== null && (
            <p role="alert" className="field-error">
              {failureText(save.error)}
            </p>
          )}
          <div>
            <Button kind="main" type="submit" busy={save.isPending} disabled={!isReady}>
              {t('save')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

const read = (limit: WarningLimit, figure: Figure) => limit[fieldOf[figure]]

interface TableProps {
  readonly limits: WarningLimits['limits']
  readonly mayEdit: boolean
  readonly onChange: (limits: WarningLimits['limits']) => void
}

function LimitTable({ limits, mayEdit, onChange }: TableProps) {
  const t = useText(warningLimitTexts)
  const words = useText(warningTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">{t('level')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className="number">
                {t(figure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fromTheTop.map((level) => (
            <tr key={level}>
              <th scope="row">
                <LevelTag level={level} />
              </th>
              {figures.map((figure) => (
                <td key={figure} className="number" data-label={t(figure)}>
                  {mayEdit ? (
                    <input
                      className="input warning-limit"
                      type="number"
                      min={1}
                      max={mostOf[figure]}
                      required
                      aria-label={t(`label.${figure}`, { level: words(`level.${level}`) })}
                      value={read(limits[level], figure)}
                      onChange={(e) =>
                        onChange({
                          ...limits,
                          [level]: { ...limits[level], [fieldOf[figure]]: e.target.valueAsNumber || 1 },
                        })
                      }
                    />
                  ) : (
                    read(limits[level], figure)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
