import { useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { OwnBlock, PageRowList } from '#modules/scenarios/contract'
import { Button } from '../controls.tsx'
import { RelativeTime } from '../deadline.tsx'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { Failure, Loading } from '../states.tsx'
import { CommandForm } from './command-form.tsx'
import { useRow, useRun, type Values } from './run.ts'
import { Value } from './value.tsx'
import { fieldText, titleOf, valueIn, withoutEnglish } from './values.ts'

interface RowDetailsProps {
  readonly block: Extract<OwnBlock, { kind: 'table' }>
  readonly n: number
  readonly row: PageRowList['rows'][number]
  readonly onClose: () => void
}

/** A row with all of its items, and the commands that may be given at it. */
export function RowDetails({ block, n, row, onClose }: RowDetailsProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const { view } = useRun()
  const [chosen, setChosen] = useState<string>()
  const command = chosen === undefined ? undefined : view.commands[chosen]
  const { data, error, isPending, refetch } = useRow(n, row.key)
  const whole = data?.rows[0]
  const items = view.resources[block.resource]?.items ?? []
  const offered = block.commands.flatMap((code) => view.commands[code] ?? [])
  if (isPending) return <Loading lines={3} />
  if (whole === undefined && error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  const values = whole?.values ?? row.values
  return (
    <div className="run-details">
      <dl>
        {withoutEnglish(items).map((item) => (
          <div key={item.name}>
            <dt>{titleOf(item, locale)}</dt>
            <dd>
              <Value item={item} value={valueIn(item, values, locale)} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('key')}</dt>
          <dd>{row.key}</dd>
        </div>
        <div>
          <dt>{t('since')}</dt>
          <dd>
            <RelativeTime at={row.since} />
          </dd>
        </div>
      </dl>
      <div className="run-buttons">
        {offered.map((c) => (
          <Button
            key={c.code}
            aria-pressed={c.code === chosen}
            onClick={() => setChosen(c.code === chosen ? undefined : c.code)}
          >
            {c.title[locale]}
          </Button>
        ))}
        <Button kind="quiet" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      {command !== undefined && (
        <CommandForm
          key={command.code}
          command={command}
          label={`${command.title[locale]} · ${row.key}`}
          start={startOf(items, values)}
          fixed={items.filter((item) => item.key).map((item) => item.name)}
        />
      )}
    </div>
  )
}

/** What is masked on the screen is no value to go on with. */
function startOf(items: readonly Item[], values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    items.filter((i) => i.personal === null).map(({ name }) => [name, fieldText(values[name])]),
  )
}
