import '../reports/reports.css'
import './report.css'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import { levels, type WarningReportView } from '#modules/early-warning/contract'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { warningReportTexts } from '../messages/warning-reports.ts'
import { ReportBody } from '../reports/body.tsx'
import { useWarningReport } from './report-api.ts'
import { Remarks } from './report-remarks.tsx'

/** One report as it will be printed; each number opens what was counted, another wording stands beside the original. */
export function ReportPage({ id }: { id: string }) {
  const t = useText(warningReportTexts)
  const { locale } = useLanguage()
  const [isWorded, setWorded] = useState(false)
  const { data, error, isPending, refetch } = useWarningReport(id)
  return (
    <main id="main" tabIndex={-1} className="page page-report">
      <div className="page-head no-print">
        <Link to="." search={{ view: 'reports' }}>
          ← {t('back')}
        </Link>
        <span className="report-tools">
          {(['docx', 'pdf'] as const).map((format) => (
            <a
              key={format}
              href={`/api/v1/warning-reports/${id}${isWorded ? '/wording' : ''}/report.${format}?lang=${locale}`}
              download
            >
              {t(format === 'docx' ? 'word' : 'pdf')}
            </a>
          ))}
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </div>
      {isPending && <Loading lines={12} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          {data.wording !== null && <WordingSwitch isWorded={isWorded} onChange={setWorded} />}
          <Sheet report={data} isWorded={isWorded} />
          <Remarks report={data} />
        </>
      )}
    </main>
  )
}

function WordingSwitch({ isWorded, onChange }: { isWorded: boolean; onChange: (is: boolean) => void }) {
  const t = useText(warningReportTexts)
  return (
    <fieldset className="series-spans no-print">
      <legend className="visually-hidden">{t('wording')}</legend>
      {[false, true].map((is) => (
        <button key={String(is)} type="button" aria-pressed={is === isWorded} onClick={() => onChange(is)}>
          {t(is ? 'wording.model' : 'wording.own')}
        </button>
      ))}
    </fieldset>
  )
}

function Sheet({ report, isWorded }: { report: WarningReportView; isWorded: boolean }) {
  const t = useText(warningReportTexts)
  const { locale } = useLanguage()
  const { content, wording } = report
  const made = { by: report.madeBy, at: formatDateTime(new Date(report.madeAt), locale) }
  const shown = isWorded && wording !== null ? wording : null
  return (
    <article className="report card">
      <PageTitle title={content.title[locale]} />
      <p className="report-lead muted">
        {content.period[locale]} · {t('version.no', { no: report.version })} · {t('made', made)} ·{' '}
        {report.signedBy === null ? t('signed.not') : `${t('signed')} ${report.signedBy}`}
      </p>
      {report.reason !== '' && <p className="report-lead muted">{t('because', { reason: report.reason })}</p>}
      {content.exercise && <p className="report-lead report-simulated">{t('exercise.text')}</p>}
      {shown !== null && (
        <p className="report-lead report-simulated">{t('wording.by', { model: shown.model })}</p>
      )}
      <Bars content={content} />
      <ReportBody content={shown === null ? content : worded(content, shown.sentences)} />
    </article>
  )
}

/** The Chinese sentences in the other wording; the English ones and all figures stay. */
function worded(
  content: WarningReportView['content'],
  sentences: readonly string[],
): WarningReportView['content'] {
  const rest = [...sentences]
  const sections = content.sections.map((s) => ({
    ...s,
    sentences: s.sentences.map((one) => ({
      ...one,
      text: { ...one.text, zh: rest.shift() ?? one.text.zh },
    })),
  }))
  return { ...content, sections }
}

/** Each place as a bar of its levels; the table below says the same in figures. */
function Bars({ content: { bars } }: Pick<WarningReportView, 'content'>) {
  const t = useText(warningReportTexts)
  const { locale } = useLanguage()
  const sum = (counts: (typeof bars)[number]['counts']) => levels.reduce((n, l) => n + counts[l], 0)
  const most = Math.max(1, ...bars.map((b) => sum(b.counts)))
  if (bars.every((b) => sum(b.counts) === 0)) return null
  return (
    <figure className="report-bars">
      <figcaption>{t('bars')}</figcaption>
      {bars.map((b) => (
        <div
          key={b.place}
          className="report-bar"
          role="img"
          aria-label={t('bars.alt', { place: b.name[locale], ...b.counts })}
        >
          <span className="report-bar-name">{b.name[locale]}</span>
          <span className="report-bar-track">
            {levels
              .toReversed()
              .filter((l) => b.counts[l] > 0)
              .map((l) => (
                <span
                  key={l}
                  className={`level level-${l}`}
                  style={{ width: `${(100 * b.counts[l]) / most}%` }}
                >
                  {t(`level.${l}`)} {b.counts[l]}
                </span>
              ))}
          </span>
        </div>
      ))}
    </figure>
  )
}
