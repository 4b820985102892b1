import type { Fact, MatchView } from '#modules/early-warning/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { LevelTag } from '../../ui/warning-level.tsx'
import { patternTexts } from '../messages/patterns.ts'
import { useMatches } from './pattern-api.ts'
import { FactWords, Reading } from './pattern-reading.tsx'

/** Why a pattern raised a warning: the rule as it was then, read aloud, and the facts that met it, once each. */
export function MatchCard({ warning }: { warning: string }) {
  const t = useText(patternTexts)
  const matches = useMatches(warning)
  const [newest] = matches.data?.matches ?? []
  return (
    <section className="card" aria-labelledby="pattern-why">
      <h2 id="pattern-why">{t('facts.why')}</h2>
      {matches.isPending && <Loading lines={4} />}
      {matches.error !== null && <Failure error={matches.error} onRetry={() => void matches.refetch()} />}
      {newest !== undefined && (
        <>
          <p className="pattern-aloud">
            <Reading rule={newest.rule} />
          </p>
          {newest.rule.combination.how === 'absence' && <NothingFollowed at={newest.at} />}
          <FactList facts={factsOf(matches.data?.matches ?? [])} />
          {matches.data?.more && <p className="muted">{t('facts.more')}</p>}
        </>
      )}
    </section>
  )
}

function NothingFollowed({ at }: { at: string }) {
  const t = useText(patternTexts)
  const [before, after] = t('fact.silent', { time: '|' }).split('|')
  return (
    <p>
      {before}
      <ExactTime at={at} />
      {after}
    </p>
  )
}

/** Each fact once, the newest first. */
function factsOf(matches: readonly MatchView[]): Fact[] {
  const known = new Map(matches.flatMap((m) => m.facts).map((f) => [f.id, f]))
  return [...known.values()].toSorted((a, b) => b.at - a.at)
}

export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul className="pattern-facts">
      {facts.map((f) => (
        <li key={f.id}>
          <span className="nowrap">
            <ExactTime at={new Date(f.at).toISOString()} />
          </span>{' '}
          <FactWords fact={f} /> {f.level !== null && <LevelTag level={f.level} />} {f.object}{' '}
          {f.place !== null && (
            <span className="muted">
              <PlaceName path={f.place} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** A place by its name; the whole area and things by what they are called. */
export function ObjectName({ object, place }: { object: string; place: string | null }) {
  const t = useText(patternTexts)
  if (object.startsWith('area ')) return <>{t('together.area')}</>
  return object === place ? <PlaceName path={object} /> : object
}
