import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { Simulation } from '#modules/sharing/contract'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { useSimulation } from './api.ts'
import { RowsTable } from './rows-table.tsx'
import { GrantState, usePurposeName } from './words.tsx'

interface SimulationSectionProps {
  readonly grant: string
  readonly items: readonly Item[]
}

/** What the consumer would see, looked at before it is switched on; each look is on record. */
export function SimulationSection({ grant, items }: SimulationSectionProps) {
  const t = useText(sharingGrantTexts)
  const [isWanted, setWanted] = useState(false)
  const simulation = useSimulation(grant, isWanted)
  return (
    <section className="card">
      <h2>{t('simulate')}</h2>
      <p className="muted">{t('simulate.hint')}</p>
      <div>
        <Button
          busy={simulation.isFetching}
          onClick={() => (isWanted ? void simulation.refetch() : setWanted(true))}
        >
          {t('simulate.run')}
        </Button>
      </div>
      {isWanted && simulation.isPending && <Loading lines={4} />}
      {simulation.error !== null && <Failure error={simulation.error} />}
      {simulation.data !== undefined && <Result found={simulation.data} items={items} />}
    </section>
  )
}

function Result({ found, items }: { found: Simulation; items: readonly Item[] }) {
  const t = useText(sharingGrantTexts)
  return (
    <>
      <p role="status">
        <strong>{t(found.capped ? 'simulate.capped' : 'simulate.count', { count: found.count })}</strong>
      </p>
      {found.rows.length === 0 ? (
        <Empty title={t('simulate.empty')} />
      ) : (
        <RowsTable label={t('simulate')} rows={found.rows} items={items} />
      )}
      <Overlaps overlaps={found.overlaps} items={items} />
    </>
  )
}

function Overlaps({ overlaps, items }: { overlaps: Simulation['overlaps']; items: readonly Item[] }) {
  const t = useText(sharingGrantTexts)
  const join = useJoin()
  const purposeName = usePurposeName()
  const title = (name: string) => items.find((i) => i.name === name)?.title ?? name
  if (overlaps.length === 0) return <p className="muted">{t('overlaps.none')}</p>
  return (
    <>
      <h3>{t('overlaps.title')}</h3>
      <ul>
        {overlaps.map((o) => (
          <li key={o.id}>
            <Link to="/sharing" search={{ grant: o.id }}>
              {purposeName(o.purpose)}
            </Link>{' '}
            <GrantState state={o.state} /> {o.from} — {o.until} ·{' '}
            {t('overlaps.items', { count: o.items.length })}
            {o.clearer.length > 0 && (
              <p className="field-error">▲ {t('overlaps.clearer', { items: join(o.clearer.map(title)) })}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
