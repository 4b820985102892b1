import { ExactTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { labelOf } from '../../ui/labels.ts'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { algorithmTexts } from '../messages/algorithms.ts'
import { Comparison } from './comparison.tsx'
import { CurvePart } from './curve.tsx'
import { JudgeForm } from './judge-form.tsx'
import { useAlgorithms } from './query.ts'
import { type AlgorithmRow, percent, tally } from './register.ts'
import { WatchPart } from './watch.tsx'

/** The public register: what runs, why, how well it was measured, and how often people overturn it. */
export function AlgorithmsPage() {
  const t = useText(algorithmTexts)
  const { data, error, refetch, isPending } = useAlgorithms()
  const inForce = (code: string) => data?.find((row) => row.code === code && row.status === 'approved')
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Empty title={t('empty')} />}
      {data?.map((row) => (
        <AlgorithmCard key={`${row.code} ${row.version}`} row={row} inForce={inForce(row.code)} />
      ))}
    </main>
  )
}

function AlgorithmCard({ row, inForce }: { row: AlgorithmRow; inForce: AlgorithmRow | undefined }) {
  const t = useText(algorithmTexts)
  const { locale } = useLanguage()
  const { hasRole } = useSession()
  return (
    <article className="card" aria-labelledby={`${row.code}-${row.version}`}>
      <div className="page-head">
        <h2 id={`${row.code}-${row.version}`}>{row[locale]}</h2>
        <StatusTag status={row.status} />
      </div>
      <p>{locale === 'zh' ? row.purpose_zh : row.purpose_en}</p>
      <dl className="facts">
        <Fact name={t('version')}>
          {row.code} <span className="hash">{row.version}</span>
        </Fact>
        <Fact name={t('owner')}>
          <OrgName code={row.owner_org} full />
        </Fact>
        <Fact name={t('gate')}>
          {row.rights && t('gate.rights')}
          {!row.rights && row.automatic_above === null && t('gate.never')}
          {!row.rights &&
            row.automatic_above !== null &&
            t('gate.above', { percent: Number((row.automatic_above * 100).toFixed(1)) })}
          {!row.rights && row.steps_back && t('gate.steps-back')}
        </Fact>
        {row.decided_at !== null && (
          <Fact name={t('judged')}>
            <ExactTime at={row.decided_at} /> {row.reason}
          </Fact>
        )}
      </dl>
      <Comparison row={row} inForce={inForce} />
      <Tally row={row} />
      <WatchPart row={row} />
      <CurvePart row={row} />
      <Measured figures={row.figures} />
      {hasRole('leader') ? <JudgeForm row={row} /> : <p className="muted">{t('who-judges')}</p>}
    </article>
  )
}

function StatusTag({ status }: { status: AlgorithmRow['status'] }) {
  const t = useText(algorithmTexts)
  const tone = { proposed: 'open', approved: 'good', suspended: 'warn', retired: 'quiet' }[status]
  return <span className={`tag tag-${tone}`}>{t(`status.${status}`)}</span>
}

function Tally({ row }: { row: AlgorithmRow }) {
  const t = useText(algorithmTexts)
  const { all, automatic, pending, confirmed, overturned, overrideRate } = tally(row.counts)
  return (
    <div className="figures">
      <Figure name={t('decisions')} value={String(all)} note={t('since-approval')} />
      <Figure
        name={t('automatic')}
        value={all === 0 ? '—' : percent(automatic / all)}
        note={t('of', { count: automatic })}
      />
      <Figure name={t('pending')} value={String(pending)} note={t('pending.note')} />
      <Figure
        name={t('override')}
        value={overrideRate === null ? '—' : percent(overrideRate)}
        note={t('override.note', { overturned, judged: confirmed + overturned })}
      />
    </div>
  )
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="figure">
      <p className="muted">{name}</p>
      <p className="figure-value">{value}</p>
      <p className="muted">{note}</p>
    </div>
  )
}

/** The usual measures in words; any other keeps the name that its trainers gave it. */
const figureLabels = {
  n: { zh: '测试条数', en: 'Test rows' },
  ECE: { zh: '把握的平均误差（ECE）', en: 'Calibration error (ECE)' },
  'macro-F1': { zh: '各类平均 F1', en: 'Macro F1' },
  'p ≥ 0.8': { zh: '把握达到 80%', en: 'At 80 % or more' },
}

/** What the trainers measured, as they wrote it into the register. */
function Measured({ figures }: { figures: Readonly<Record<string, unknown>> }) {
  const t = useText(algorithmTexts)
  const { locale } = useLanguage()
  const rows = Object.entries(figures).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  )
  if (rows.length === 0) return <p className="muted">{t('figures.none')}</p>
  return (
    <details>
      <summary>{t('figures')}</summary>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <Fact key={name} name={labelOf(figureLabels, name, locale)}>
            {String(value)}
          </Fact>
        ))}
      </dl>
    </details>
  )
}
