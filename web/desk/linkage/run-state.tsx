import { Link } from '@tanstack/react-router'
import { type LinkageRun, type LinkageView, runsGoingOn } from '#modules/linkage/contract'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { linkageTexts } from '../messages/linkage.ts'
import { isGoingOn } from './api.ts'

const tones = { done: 'good', failed: 'warn' } as const

/** Where the last run stands, what it came to in a sentence, and what waits for people. */
export function RunState({ l }: { l: LinkageView }) {
  const t = useText(linkageTexts)
  const { locale } = useLanguage()
  const { run } = l
  if (run === null) return <p>{t('run.none')}</p>
  const tone = run.state === 'done' || run.state === 'failed' ? tones[run.state] : 'work'
  const read = run.read.toLocaleString(locale)
  return (
    <>
      <p role="status">
        <span className={`tag tag-${tone}`}>
          {run.state === 'failed' && '▲ '}
          {t(`run.${run.state}`, { read })}
        </span>{' '}
        <RelativeTime at={run.at} />
      </p>
      {isGoingOn(l) && <Steps state={run.state} />}
      {run.state === 'failed' && (
        <p>
          {run.error} {l.waiting > 0 && t('run.failed.kept')}
        </p>
      )}
      {run.figures !== null && <Figures figures={run.figures} />}
      <Waiting l={l} />
    </>
  )
}

function Waiting({ l }: { l: LinkageView }) {
  const t = useText(linkageTexts)
  const { locale } = useLanguage()
  if (l.waiting === 0) return l.run?.state === 'done' ? <p>{t('waiting.none')}</p> : null
  const text = t('waiting', { n: l.waiting.toLocaleString(locale) })
  return (
    <p>
      {l.may.includes('review') ? (
        <Link to="." search={{ linkage: l.id, view: 'doubts' }}>
          <strong>{text}</strong>
        </Link>
      ) : (
        <strong>{text}</strong>
      )}
    </p>
  )
}

function Steps({ state }: { state: LinkageRun['state'] }) {
  const t = useText(linkageTexts)
  const steps: readonly string[] = runsGoingOn
  const now = steps.indexOf(state)
  return (
    <ol className="linkage-steps" aria-label={t('steps')}>
      {runsGoingOn.map((s, i) => (
        <li
          key={s}
          data-state={i < now ? 'done' : i === now ? 'now' : 'coming'}
          aria-current={i === now ? 'step' : undefined}
        >
          {i < now ? '✓ ' : ''}
          {t(`step.${s}`)}
          {i === now && <small> {t('step.now')}</small>}
        </li>
      ))}
    </ol>
  )
}

function Figures({ figures }: { figures: NonNullable<LinkageRun['figures']> }) {
  const t = useText(linkageTexts)
  const { locale } = useLanguage()
  const say = (n: number) => n.toLocaleString(locale, { maximumFractionDigits: 1 })
  const { records, compared, linked, entities, doubtful, chains, oversize, seconds } = figures
  return (
    <>
      <p className="numbers">
        {t('figures', {
          records: say(records),
          compared: say(compared),
          linked: say(linked),
          entities: say(entities),
          doubtful: say(doubtful),
          seconds: say(seconds),
        })}
      </p>
      {chains > 0 && <p className="muted">{t('figures.chains', { n: say(chains) })}</p>}
      {oversize > 0 && <p className="muted">{t('figures.oversize', { n: say(oversize) })}</p>}
    </>
  )
}
