import { Link } from '@tanstack/react-router'
import type { ScenarioView } from '#modules/scenarios/contract'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { partName } from '../../ui/running/values.ts'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { scenariosTexts } from '../messages/scenarios.ts'
import { useFilters } from '../shell/filters.ts'
import { Actions } from './actions.tsx'
import { useScenario } from './api.ts'
import { Asks } from './asks.tsx'
import { CaseTypes } from './case-types.tsx'
import { NewVersion } from './form.tsx'
import { Parties } from './parties.tsx'
import { Program } from './program.tsx'
import { Versions } from './versions.tsx'
import { ScenarioStateTag } from './words.tsx'

/** One scenario: what it is, what may be done, its versions with their reviews, its parts and its life. */
export function ScenarioPageView({ id }: { id: string }) {
  const [{ view }] = useFilters()
  const { data, error, isPending, refetch } = useScenario(id)
  return (
    <>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (view === 'version' ? <NewVersion s={data} /> : <View s={data} />)}
    </>
  )
}

function View({ s }: { s: ScenarioView }) {
  const { locale } = useLanguage()
  return (
    <>
      <div className="page-head">
        <PageTitle title={s.name[locale]} />
        <ScenarioStateTag row={s} />
      </div>
      <Lost s={s} />
      <Actions s={s} />
      <Facts s={s} />
      <Asks s={s} />
      <CaseTypes s={s} />
      <Program s={s} />
      <Parties s={s} />
      <Versions s={s} />
      <Parts s={s} />
      <Life s={s} />
    </>
  )
}

function Facts({ s }: { s: ScenarioView }) {
  const t = useText(scenariosTexts)
  const { locale } = useLanguage()
  const manifest = s.versions[0]?.manifest
  const { rowsToday, rowsPerDay, rows30, raised30, judged30, right30 } = s.measures
  const { casesOpen, casesLate, cases30, casesDone30 } = s.measures
  if (manifest === undefined) return null
  const { enterprise, personal, summary } = manifest
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('enterprise'), enterprise.name],
    [t('credit-code'), enterprise.creditCode],
    [t('contact'), enterprise.contact],
    [t('department'), <OrgName key="org" code={s.org} />],
    [t('running'), s.running ?? t('none')],
    [
      t('candidate'),
      s.candidate === null ? t('none') : `${s.candidate.version} ${t(`state.${s.candidate.state}`)}`,
    ],
    [t('personal'), personal.processes ? personal.basis : t('personal.no')],
    [
      t('rows-today'),
      rowsPerDay === null
        ? t('rows', { n: rowsToday })
        : t('rows-today.of', { n: rowsToday, limit: rowsPerDay }),
    ],
    [t('rows-30'), t('rows', { n: rows30 })],
    [t('warnings-30'), t('warnings-30.of', { raised: raised30, judged: judged30, right: right30 })],
    ...(manifest.caseTypes.length === 0
      ? []
      : ([
          [
            t('cases-30'),
            t('cases-30.of', { opened: cases30, done: casesDone30, open: casesOpen, late: casesLate }),
          ],
        ] as const)),
  ]
  return (
    <section className="card" aria-labelledby="scenario-facts">
      <h2 id="scenario-facts">{t('facts')}</h2>
      <p>{summary[locale]}</p>
      <dl className="scenario-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type Part = ScenarioView['parts'][number]

function Parts({ s }: { s: ScenarioView }) {
  const t = useText(scenariosTexts)
  return (
    <section className="card">
      <h2>{t('parts')}</h2>
      {s.parts.length === 0 && <p className="muted">{t('parts.none')}</p>}
      {s.parts.some((p) => p.adrift === 'off') && <p className="muted">{t('adrift.off')}</p>}
      {s.parts.length > 0 && (
        <TableScroll label={t('parts')}>
          <table className="table table-stack">
            <thead>
              <tr>
                {(['part', 'part.kind', 'part.where', 'version', 'state'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {s.parts.map((p) => (
                <PartRow key={p.ref} s={s} p={p} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}

/** Resources that somebody retired by hand, and who can put them back. */
function Lost({ s }: { s: ScenarioView }) {
  const t = useText(scenariosTexts)
  const join = useJoin()
  const { locale } = useLanguage()
  const lost = s.parts.filter((p) => p.adrift === 'retired')
  if (lost.length === 0) return null
  const names = join(lost.map((p) => nameOf(s, p, locale)))
  return (
    <p className="scenario-lost">
      <span aria-hidden="true">▲ </span>
      {t(s.may.includes('put-back') ? 'adrift.retired' : 'adrift.retired-ask', { names })}
    </p>
  )
}

function nameOf(s: ScenarioView, p: Part, locale: Parameters<typeof partName>[1]): string {
  const manifest = s.versions.find((v) => v.number === p.number)?.manifest
  const list = { resource: manifest?.resources, watch: manifest?.watches, pattern: manifest?.patterns }[
    p.kind
  ]
  const part = list?.find(({ code }) => code === p.code)
  return part === undefined ? p.code : partName(part, locale)
}

function PartRow({ s, p }: { s: ScenarioView; p: Part }) {
  const t = useText(scenariosTexts)
  const { locale } = useLanguage()
  const version = s.versions.find((v) => v.number === p.number)
  const name = nameOf(s, p, locale)
  return (
    <tr>
      <th scope="row">
        <PartLink p={p} name={name} />
      </th>
      <td data-label={t('part.kind')}>{t(`part.${p.kind}`)}</td>
      <td data-label={t('part.where')}>{t(p.sandbox ? 'part.sandbox' : 'part.real')}</td>
      <td data-label={t('version')}>{version?.version}</td>
      <td data-label={t('state')}>
        {p.adrift === null ? (
          t(`part.${p.state}`)
        ) : (
          <span className="tag tag-warn">▲ {t(`part.adrift.${p.adrift}`)}</span>
        )}
      </td>
    </tr>
  )
}

const watchers = ['warning-officer', 'supervisor', 'leader', 'auditor'] as const

/** Leads to the part where this reader may see it. */
function PartLink({ p, name }: { p: Part; name: string }) {
  const { hasRole } = useSession()
  if (p.kind === 'resource')
    return (
      <Link to="/catalogue" search={{ resource: p.ref }}>
        {name}
      </Link>
    )
  if (!watchers.some(hasRole)) return name
  return (
    <Link to="/warnings" search={{ [p.kind]: p.ref }}>
      {name}
    </Link>
  )
}

function Life({ s }: { s: ScenarioView }) {
  const t = useText(scenariosTexts)
  const say = useText(scenariosTexts as Record<string, { zh: string; en: string }>)
  return (
    <section className="card" aria-labelledby="scenario-life">
      <h2 id="scenario-life">{t('life')}</h2>
      <ol className="timeline">
        {s.life.map((step, n) => (
          <li key={`${step.at} ${step.action}`} className="timeline-step" data-latest={n === 0}>
            <p className="timeline-title">{say(`step.${step.action}`)}</p>
            <p className="timeline-who">
              <span>{t('life.version', { version: step.version })}</span> <span>{step.by}</span>{' '}
              <RelativeTime at={step.at} />
            </p>
            {step.reason !== '' && <p className="timeline-words">{step.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
