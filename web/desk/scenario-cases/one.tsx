import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { type Filled, ScenarioCaseDetails } from '#modules/scenarios/contract'
import { ActorName } from '../../ui/actor-name.tsx'
import { useCase, useCaseTitle } from '../../ui/cases.ts'
import { Deadline, ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { CategoryName, OrgName, PlaceName, useOrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { shownText } from '../../ui/running/values.ts'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Thumbnail } from '../fields/thumbnail.tsx'
import { scenarioCaseTexts } from '../messages/scenario-cases.ts'
import { CaseActions } from './actions.tsx'
import { scenarioCases } from './api.ts'
import { CaseState } from './list.tsx'
import { Steps } from './steps.tsx'

/** One case: where it stands, what may be done now, why it is whose, what was done. */
export function ScenarioCaseView({ id }: { id: string }) {
  const t = useText(scenarioCaseTexts)
  const title = useCaseTitle()
  const { data: c, error, isPending, refetch } = useCase(scenarioCases, id)
  const details = ScenarioCaseDetails.safeParse(c?.details).data
  return (
    <>
      {isPending && <Loading lines={6} />}
      {error !== null && (
        <>
          <PageTitle title={t('title')} />
          <Failure error={error} onRetry={() => void refetch()} />
        </>
      )}
      {c !== undefined && details !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={title(c)} />
            <CaseState state={c.state} />
            <UrgencyTag urgency={c.urgency} />
            <Deadline due={c.due} />
          </div>
          {details.sandbox !== 0 && <p className="scenario-case-sandbox">{t('sandbox')}</p>}
          <Stages d={details} c={c} />
          <Steps c={c} />
          <CaseActions c={c} />
          <div className="scenario-case-parts">
            <Facts c={c} d={details} />
            <Dispatched c={c} d={details} />
          </div>
          <Results c={c} d={details} />
          <Answers c={c} />
          <History c={c} />
        </>
      )}
    </>
  )
}

function Stages({ c, d }: { c: CaseView; d: ScenarioCaseDetails }) {
  const t = useText(scenarioCaseTexts)
  const { locale } = useLanguage()
  return (
    <p className="muted">
      <span className="numbers">{c.number}</span> · {d.name[locale]} · {d.kindTitle[locale]}
      {c.state === 'handling' && (
        <>
          {' '}
          · {t('stage')} <strong>{d.stage.title[locale]}</strong>
        </>
      )}
    </p>
  )
}

function Facts({ c, d }: { c: CaseView; d: ScenarioCaseDetails }) {
  const t = useText(scenarioCaseTexts)
  return (
    <section className="card" aria-labelledby="case-evidence">
      <h2 id="case-evidence">{t('evidence')}</h2>
      {d.evidence.length === 0 && <p className="muted">{t('evidence.none')}</p>}
      <FilledList values={d.evidence}>
        <div>
          <dt>{t('place')}</dt>
          <dd>
            <PlaceName path={c.place} />
          </dd>
        </div>
        <div>
          <dt>{t('opened')}</dt>
          <dd>
            <ExactTime at={c.createdAt} />
          </dd>
        </div>
      </FilledList>
      {c.files.length > 0 && (
        <p>
          {c.files.map((hash, i) => (
            <Thumbnail key={hash} hash={hash} no={i + 1} />
          ))}
        </p>
      )}
    </section>
  )
}

function FilledList({ values, children }: { values: readonly Filled[]; children?: React.ReactNode }) {
  const t = useText(scenarioCaseTexts)
  const { locale } = useLanguage()
  const words = { locale, yes: t('yes'), no: t('no') }
  return (
    <dl className="scenario-case-values">
      {values.map(({ title, type, value, label }) => (
        <div key={title.zh}>
          <dt>{title[locale]}</dt>
          <dd>
            {type === 'place' ? (
              <PlaceName path={value} />
            ) : (
              (label?.[locale] ?? shownText({ type }, value, words))
            )}
          </dd>
        </div>
      ))}
      {children}
    </dl>
  )
}

/** The explanation: the row of the table, the duty, and who is asked beside. */
function Dispatched({ c, d }: { c: CaseView; d: ScenarioCaseDetails }) {
  const t = useText(scenarioCaseTexts)
  const { locale } = useLanguage()
  const name = useOrgName()
  const { table, row, note, category, unknown, org, days } = d.dispatched
  const values = { table: table[locale], row: row ?? 0, days }
  return (
    <section className="card" aria-labelledby="case-dispatched">
      <h2 id="case-dispatched">{t('dispatched')}</h2>
      <p>{t(row === null ? 'dispatched.otherwise' : 'dispatched.row', values)}</p>
      {note !== null && <p className="as-written">{note[locale]}</p>}
      <dl className="scenario-case-values">
        <div>
          <dt>{t('dispatched.category')}</dt>
          <dd>{category === null ? t('dispatched.none') : <CategoryName code={category} full />}</dd>
        </div>
        <div>
          <dt>{t('lead')}</dt>
          <dd>{c.lead === null ? t('none') : <OrgName code={c.lead} full />}</dd>
        </div>
        {c.co.length > 0 && (
          <div>
            <dt>{t('co')}</dt>
            <dd>
              {c.co.map((code) => (
                <span key={code} className="scenario-case-org">
                  <OrgName code={code} full />
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('scenario')}</dt>
          <dd>
            <Link to="/scenarios" search={{ scenario: d.scenario }}>
              {d.name[locale]}
            </Link>
          </dd>
        </div>
      </dl>
      {unknown && <p>{t('dispatched.unknown')}</p>}
      {d.sandbox !== 0 && !unknown && <p>{t('dispatched.would', { org: name(org, true) })}</p>}
    </section>
  )
}

function Results({ c, d }: { c: CaseView; d: ScenarioCaseDetails }) {
  const t = useText(scenarioCaseTexts)
  const { locale } = useLanguage()
  if (d.results.length === 0) return null
  return (
    <section className="card" aria-labelledby="case-results">
      <h2 id="case-results">{t('results')}</h2>
      <ol className="timeline">
        {d.results.map((r) => (
          <li key={`${c.id} ${r.at}`} className="timeline-step">
            <p className="timeline-title">{r.title[locale]}</p>
            <p className="timeline-who">
              <RelativeTime at={r.at} />
            </p>
            <FilledList values={r.values} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Answers({ c }: { c: CaseView }) {
  const t = useText(scenarioCaseTexts)
  if (c.handlers.co.length === 0) return null
  return (
    <section className="card" aria-labelledby="case-answers">
      <h2 id="case-answers">{t('answers')}</h2>
      {c.handlers.co.map((h) => (
        <div key={h.org}>
          <h3>
            <OrgName code={h.org} full />
          </h3>
          {h.answer === null ? (
            <p className="muted">
              {c.closedAt === null ? (
                <>
                  {t('answers.waiting')} <Deadline due={h.due} />
                </>
              ) : (
                t('answers.none')
              )}
            </p>
          ) : (
            <p className="as-written">{h.answer}</p>
          )}
        </div>
      ))}
    </section>
  )
}

function History({ c }: { c: CaseView }) {
  const t = useText(scenarioCaseTexts)
  const words = (input: Readonly<Record<string, unknown>>) =>
    ['text', 'reason'].flatMap((k) => (typeof input[k] === 'string' ? [input[k]] : []))
  return (
    <section className="card" aria-labelledby="case-timeline">
      <h2 id="case-timeline">{t('timeline')}</h2>
      <ol className="timeline">
        {c.timeline.toReversed().map((s) => (
          <li key={s.seq} className="timeline-step">
            <p className="timeline-title">{t(`do.${s.action}` as 'do.accept')}</p>
            <p className="timeline-who">
              {s.org !== null && <OrgName code={s.org} />} <ActorName step={s} /> <RelativeTime at={s.at} />
            </p>
            {words(s.input).map((text) => (
              <p key={text} className="as-written">
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
