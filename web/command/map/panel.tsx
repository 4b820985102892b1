import { useEffect, useMemo, useRef, useState } from 'react'
import type { PlaceCount } from '#kernel/cases/contract'
import { levels } from '#modules/early-warning/contract'
import { appeals, useCaseList } from '../../ui/cases.ts'
import { useNow } from '../../ui/clock.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { dark } from '../../ui/tokens.ts'
import { levelSigns, markColours, showWarnings } from '../../ui/warning-map.ts'
import { openView } from '../address.ts'
import { useOpenWarnings } from '../lists/warnings.tsx'
import { mapTexts } from '../messages/map.ts'
import { wallTexts } from '../messages/warnings.ts'
import { type Level, useOpenByPlace } from '../statistics.ts'
import { showCases, showPlaces, townshipZoom } from './layers.ts'
import { type Step, stepsOf } from './scale.ts'
import { useCityMap } from './use-city-map.ts'

const noPlaces: readonly PlaceCount[] = []

/** Where open cases are: the map, and the same content as a list beside it. */
export function MapPanel() {
  const t = useText(mapTexts)
  const { locale } = useLanguage()
  const [level, setLevel] = useState<Level>('township')
  const counts = useOpenByPlace(level)
  const places = counts.data?.places ?? noPlaces
  const steps = useMemo(() => stepsOf(places.map((p) => p.open)), [places])
  const box = useRef<HTMLDivElement>(null)
  const { map, state } = useCityMap({
    box,
    places: counts.data?.places,
    onLevel: setLevel,
    onPlace: (name) => {
      const place = places.find((p) => p.place === name || p.place.endsWith(`/${name}`))?.place
      if (place !== undefined) openView({ list: 'open', place })
    },
    onCase: (id) => openView({ list: 'open', case: id }),
    onWarning: (id) => openView({ warning: id }),
  })
  const open = useCaseList(appeals, { open: true, sort: 'due', limit: 200 })
  const now = useNow(60).getTime()
  useEffect(() => {
    if (state !== 'open' || map.current === null || counts.data?.level !== level) return
    const describe = (p: PlaceCount) => t('mark', { name: p.name, open: p.open })
    showPlaces(map.current, { places, level, steps, describe })
  }, [state, map, places, level, steps, counts.data?.level, t])
  useEffect(() => {
    if (state === 'open' && map.current !== null) showCases(map.current, open.rows, now)
  }, [state, map, open.rows, now])
  const { data: warned } = useOpenWarnings()
  useEffect(() => {
    if (state === 'open' && map.current !== null) showWarnings(map.current, warned?.rows ?? [], locale)
  }, [state, map, warned, locale])
  const choose = (next: Level) => {
    setLevel(next)
    const zoom = map.current?.getZoom() ?? townshipZoom
    if (next === 'district') map.current?.jumpTo({ zoom: Math.min(zoom, townshipZoom - 0.7) })
    else map.current?.jumpTo({ zoom: Math.max(zoom, townshipZoom + 1) })
  }
  return (
    <>
      <section className="panel map-panel" aria-labelledby="map-title">
        <header className="panel-head">
          <h2 id="map-title">{t('title')}</h2>
          <LevelSwitch level={level} onChange={choose} />
        </header>
        <div className="map-frame">
          <div ref={box} className="city-map" role="application" aria-label={t('label')} />
          {state === 'failed' && <p className="map-failed">{t('failed')}</p>}
        </div>
        <Legend steps={steps} level={level} />
        <WarningLegend />
      </section>
      <section className="panel places-panel" aria-label={t('list')}>
        {counts.isPending && <Loading lines={8} />}
        {counts.error !== null && counts.data === undefined && (
          <Failure error={counts.error} onRetry={() => void counts.refetch()} />
        )}
        {counts.data !== undefined && (
          <PlaceList places={places} unlocated={counts.data.unlocated} steps={steps} />
        )}
      </section>
    </>
  )
}

function LevelSwitch({ level, onChange }: { level: Level; onChange: (level: Level) => void }) {
  const t = useText(mapTexts)
  return (
    <fieldset className="level-switch">
      <legend className="visually-hidden">{t('level')}</legend>
      {(['district', 'township'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={level === name} onClick={() => onChange(name)}>
          {t(`level.${name}`)}
        </button>
      ))}
    </fieldset>
  )
}

function Legend({ steps, level }: { steps: readonly Step[]; level: Level }) {
  const t = useText(mapTexts)
  return (
    <footer className="legend numbers">
      <span>{t('legend')}</span>
      <span className="legend-step">
        <i className="legend-none" /> {t('legend.none')}
      </span>
      {steps.map(({ from, to, colour }) => (
        <span key={from} className="legend-step">
          <i style={{ background: colour }} /> {from === to ? from : `${from}–${to}`}
        </span>
      ))}
      <span className="legend-step">
        <i className="legend-circle" /> {t('legend.circle')}
      </span>
      {level === 'township' && <span className="legend-note">▨ {t('demo')}</span>}
    </footer>
  )
}

/** The marks of warnings: a shape and a colour for each level. */
function WarningLegend() {
  const t = useText(wallTexts)
  const colours = markColours(dark)
  return (
    <footer className="legend">
      <span>{t('marks')}</span>
      {levels.toReversed().map((l) => (
        <span key={l} className="legend-step">
          <span aria-hidden="true" style={{ color: colours[l] }}>
            {levelSigns[l]}
          </span>{' '}
          {t(`level.${l}`)}
        </span>
      ))}
      <span className="legend-note">{t('marks.exercise')}</span>
    </footer>
  )
}

interface PlaceListProps {
  readonly places: readonly PlaceCount[]
  readonly unlocated: number
  readonly steps: readonly Step[]
}

function PlaceList({ places, unlocated, steps }: PlaceListProps) {
  const t = useText(mapTexts)
  const most = steps.at(-1)?.to ?? 1
  return (
    <>
      <p className="place-row place-head" aria-hidden="true">
        <span>{t('place')}</span>
        <span>{t('open')}</span>
        <span>{t('overdue')}</span>
      </p>
      <ul className="rows">
        {places.map((p) => (
          <li key={p.place}>
            <button
              type="button"
              className="place-row"
              onClick={() => openView({ list: 'open', place: p.place })}
            >
              <span className="place-bar" style={{ width: `${(100 * p.open) / most}%` }} />
              <span>{p.name}</span>
              <span className="numbers">
                <span className="visually-hidden">{t('open')} </span>
                {p.open}
              </span>
              <span className={p.overdue > 0 ? 'numbers overdue' : 'numbers'}>
                <span className="visually-hidden">{t('overdue')} </span>
                {p.overdue > 0 && <span aria-hidden="true">▲ </span>}
                {p.overdue}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {places.length === 0 && <p className="muted">{t('list.none')}</p>}
      {unlocated > 0 && <p className="muted">{t('unlocated', { count: unlocated })}</p>}
    </>
  )
}
