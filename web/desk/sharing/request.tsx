import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { RequestDetails } from '#modules/sharing/contract'
import { useCase } from '../../ui/cases.ts'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { useResource } from '../catalogue/api.ts'
import { sharingTexts } from '../messages/sharing.ts'
import { requests } from './api.ts'
import { TermsDiff } from './diff.tsx'
import { RequestActions } from './request-actions.tsx'
import { SimulationSection } from './simulation.tsx'
import { RequestState, usePurposeName } from './words.tsx'

/** One request: why, what was asked beside what is given, the clocks, what may be done now and what was done. */
export function RequestPage({ id }: { id: string }) {
  const t = useText(sharingTexts)
  const request = useCase(requests, id)
  const c = request.data
  const d = RequestDetails.safeParse(c?.details).data
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/sharing">← {t('back')}</Link>
      {request.isPending && <Loading lines={8} />}
      {request.error !== null && <Failure error={request.error} onRetry={() => void request.refetch()} />}
      {c !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={c.title} />
            <RequestState state={c.state} />
            {c.supervised && <span className="mark-supervised">⚑ {t('supervised')}</span>}
            <span className="numbers muted">{c.number}</span>
          </div>
          <Clocks c={c} />
          {d !== undefined && <Body c={c} d={d} />}
          <Steps c={c} />
        </>
      )}
    </main>
  )
}

function Body({ c, d }: { c: CaseView; d: RequestDetails }) {
  const t = useText(sharingTexts)
  const { me } = useSession()
  const resource = useResource(d.resource)
  const isProvider =
    me?.posts.some((p) => p.role === 'data-manager' && p.org === c.lead) === true && d.grant !== null
  return (
    <>
      {resource.data !== undefined && <RequestActions c={c} d={d} items={resource.data.content.items} />}
      <section className="card">
        <h2>{t('asked-given')}</h2>
        <TermsDiff asked={d.asked} given={d.given} items={resource.data?.content.items ?? []} />
        {d.grant !== null && (
          <p>
            <Link to="/sharing" search={{ grant: d.grant }}>
              {t('open-grant')}
            </Link>
          </p>
        )}
      </section>
      {isProvider && d.grant !== null && (c.state === 'approved' || c.state === 'granted') && (
        <SimulationSection grant={d.grant} items={resource.data?.content.items ?? []} />
      )}
      <Facts c={c} d={d} />
    </>
  )
}

function Clocks({ c }: { c: CaseView }) {
  const t = useText(sharingTexts)
  const running = c.clocks.filter((k) => k.stoppedAt === null)
  return (
    <>
      {running.length > 0 && (
        <ul className="clocks" aria-label={t('clocks')}>
          {running.map((k) => (
            <li key={`${k.name} ${k.startedAt}`}>
              <span className="muted">{t(`clock.${k.name}` as 'clock.decide')}</span>{' '}
              <Deadline due={k.due} held={k.pausedAt !== null} />
            </li>
          ))}
        </ul>
      )}
      {c.hold !== null && <p className="waiting">❚❚ {t('waits-for-more', { reason: c.hold.reason })}</p>}
      {c.extension !== null && (
        <p className="waiting">
          {t('waits-for-extension', { days: c.extension.days, reason: c.extension.reason })}
        </p>
      )}
    </>
  )
}

function Facts({ c, d }: { c: CaseView; d: RequestDetails }) {
  const t = useText(sharingTexts)
  const purposeName = usePurposeName()
  return (
    <section className="card" aria-labelledby="request-facts">
      <h2 id="request-facts">{t('facts')}</h2>
      <dl className="facts">
        <Fact name={t('resource')}>
          <Link to="/catalogue" search={{ resource: d.resource }}>
            {d.resourceName}
          </Link>{' '}
          <span className="hash muted">{d.resourceCode}</span>
        </Fact>
        <Fact name={t('share')}>{t(`share.${d.share}`)}</Fact>
        <Fact name={t('provider')}>{c.lead === null ? t('none') : <OrgName code={c.lead} full />}</Fact>
        <Fact name={t('consumer')}>
          <OrgName code={d.consumer} full />
        </Fact>
        <Fact name={t('purpose')}>{purposeName(d.purpose)}</Fact>
        <Fact name={t('legal-basis')}>{d.legalBasis}</Fact>
        <Fact name={t('use')}>{d.use}</Fact>
        {d.automated && <Fact name={t('automated')}>{t('automated.yes')}</Fact>}
        <Fact name={t('security.title')}>{d.security.title}</Fact>
        <Fact name={t('security.measures')}>{d.security.measures}</Fact>
        {d.renews !== null && (
          <Fact name={t('renews')}>
            <Link to="/sharing" search={{ grant: d.renews }}>
              {t('open-grant')}
            </Link>
          </Fact>
        )}
        {d.refusal !== null && (
          <Fact name={t('refusal')}>
            {d.refusal.reason} {d.refusal.legalBasis}
          </Fact>
        )}
        {d.objection !== null && <Fact name={t('objection')}>{d.objection}</Fact>}
      </dl>
    </section>
  )
}

function Steps({ c }: { c: CaseView }) {
  const t = useText(sharingTexts)
  const words = (input: Readonly<Record<string, unknown>>) =>
    ['text', 'reason', 'legalBasis', 'note'].flatMap((k) =>
      typeof input[k] === 'string' && input[k] !== '' ? [input[k]] : [],
    )
  return (
    <section className="card" aria-labelledby="request-timeline">
      <h2 id="request-timeline">{t('timeline')}</h2>
      <ol className="timeline">
        {c.timeline.toReversed().map((s) => (
          <li key={s.seq} className="timeline-step">
            <p className="timeline-title">{t(`do.${s.action}` as 'do.approve')}</p>
            <p className="timeline-who">
              {s.org !== null && <OrgName code={s.org} />} {s.actorName} <RelativeTime at={s.at} />
            </p>
            {typeof s.input.approve === 'boolean' && <p>{t(s.input.approve ? 'granted' : 'decline')}</p>}
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
