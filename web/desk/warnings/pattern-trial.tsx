import { useState } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import type { PatternContent, TriedPattern } from '#modules/early-warning/contract'
import { useNow } from '../../ui/clock.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { patternTexts } from '../messages/patterns.ts'
import { usePatternTrial } from './pattern-api.ts'
import { FactList, ObjectName } from './pattern-facts.tsx'

const dayMs = 86_400_000
const mostShown = 50

/** What the pattern would have raised in the past, and how far people called that true, before anybody is warned by it. */
export function PatternTrial({ content, isReady }: { content: PatternContent; isReady: boolean }) {
  const t = useText(patternTexts)
  const failureText = useFailureText()
  const [days, setDays] = useState(30)
  const trial = usePatternTrial()
  const now = useNow().getTime()
  const run = () =>
    trial.mutate({
      content,
      from: new Date(now - days * dayMs).toISOString(),
      until: new Date(now).toISOString(),
    })
  return (
    <section className="card" aria-labelledby="pattern-trial">
      <h2 id="pattern-trial">{t('trial')}</h2>
      <div className="page-filters">
        <TextField
          id="pattern-trial-days"
          label={t('trial.days')}
          type="number"
          min={1}
          max={366}
          value={String(days)}
          onChange={(e) => setDays(Math.min(366, Math.max(1, Math.round(e.target.valueAsNumber || 1))))}
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
      {trial.data !== undefined && <Tried tried={trial.data} />}
    </section>
  )
}

function Tried({ tried }: { tried: TriedPattern }) {
  const t = useText(patternTexts)
  const { locale } = useLanguage()
  const { facts, matches, warnings } = tried
  return (
    <div role="status">
      <p>{t('trial.result', { facts, matches, warnings: warnings.length })}</p>
      {warnings.length > 0 && (
        <p>{t('trial.judged', { true: tried.true, false: tried.false, unjudged: tried.unjudged })}</p>
      )}
      {tried.cut && <p role="note">{t('trial.cut')}</p>}
      {tried.eventsSince !== null && (
        <p role="note">{t('trial.since', { time: formatDateTime(new Date(tried.eventsSince), locale) })}</p>
      )}
      {warnings.length > 0 && (
        <TableScroll label={t('trial')}>
          <table className="table table-stack">
            <thead>
              <tr>
                {(['object', 'from', 'times24', 'judged', 'facts'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {warnings.slice(0, mostShown).map((w) => (
                <tr key={`${w.object} ${w.from}`}>
                  <th scope="row">
                    <ObjectName object={w.object} place={w.place} />
                  </th>
                  <td className="nowrap">
                    <ExactTime at={w.from} />
                  </td>
                  <td data-label={t('times24')}>{w.matches}</td>
                  <td data-label={t('judged')}>{t(`judged.${w.judged}`)}</td>
                  <td>
                    <FactList facts={w.facts} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {warnings.length > mostShown && <p className="muted">{t('trial.more', { n: mostShown })}</p>}
    </div>
  )
}
