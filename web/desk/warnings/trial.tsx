import { useState } from 'react'
import type { TriedWatch, WatchContent } from '#modules/early-warning/contract'
import { useNow } from '../../ui/clock.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { LevelTag, shown } from '../../ui/warning-level.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useTrial } from './api.ts'

const dayMs = 86_400_000
const mostShown = 100

interface TrialProps {
  readonly content: WatchContent
  /** The watch that is being changed; absent: a new one. */
  readonly of: string | undefined
  readonly isReady: boolean
}

/** What the watch would have raised in the past, before anybody is warned by it. */
export function Trial({ content, of, isReady }: TrialProps) {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const [days, setDays] = useState(30)
  const trial = useTrial()
  const now = useNow(10)
  const run = () => {
    trial.mutate({
      content,
      of,
      from: new Date(now.getTime() - days * dayMs).toISOString(),
      until: new Date(now.getTime() + 3_600_000).toISOString(),
    })
  }
  return (
    <section className="card" aria-labelledby="trial-title">
      <h2 id="trial-title">{t('trial')}</h2>
      <div className="page-filters">
        <TextField
          id="trial-days"
          label={t('trial.days')}
          type="number"
          min={1}
          max={800}
          value={String(days)}
          onChange={(e) => setDays(Math.min(800, Math.max(1, Math.round(e.target.valueAsNumber || 1))))}
        />
        <Button onClick={run} busy={trial.isPending} disabled={!isReady}>
          {t('trial.run')}
        </Button>
      </div>
      {trial.error !== null && (
        <p role="alert" className="field-error">
          {failureText(trial.error)}
        </p>
      )}
      {trial.data !== undefined && (
        <TrialResult tried={trial.data} unit={content.unit} isCounted={content.count !== null} />
      )}
    </section>
  )
}

interface ResultProps {
  readonly tried: TriedWatch
  readonly unit: string
  readonly isCounted: boolean
}

function TrialResult({ tried, unit, isCounted }: ResultProps) {
  const t = useText(warningTexts)
  const { rows, objects, signals, late, warnings } = tried
  return (
    <div role="status">
      <p>
        {t(isCounted ? 'trial.counted' : 'trial.result', {
          rows,
          objects,
          signals,
          late,
          warnings: warnings.length,
        })}
      </p>
      {tried.cut && <p role="note">{t(isCounted ? 'trial.counted.cut' : 'trial.cut')}</p>}
      {tried.unjudged > 0 && <p role="note">{t('trial.unjudged', { rows: tried.unjudged })}</p>}
      {warnings.length > 0 && (
        <TableScroll label={t('trial')}>
          <table className="table">
            <thead>
              <tr>
                {(['level', 'object', 'trial.from', 'trial.until', 'peak', 'signals'] as const).map(
                  (name) => (
                    <th key={name} scope="col">
                      {t(name)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {warnings.slice(0, mostShown).map((w) => (
                <tr key={`${w.object} ${w.from}`}>
                  <td>
                    <LevelTag level={w.level} />
                  </td>
                  <th scope="row">{w.object}</th>
                  <td className="nowrap">
                    <ExactTime at={w.from} />
                  </td>
                  <td className="nowrap">
                    <ExactTime at={w.until} />
                  </td>
                  <td className="nowrap">{shown(w.peak, unit)}</td>
                  <td>{w.signals}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </div>
  )
}
