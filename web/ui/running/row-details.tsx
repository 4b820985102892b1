import { useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { OwnBlock, PageRowList } from '#modules/scenarios/contract'
import { Button } from '../controls.tsx'
import { RelativeTime } from '../deadline.tsx'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { CommandForm } from './command-form.tsx'
import { useRun, type Values } from './run.ts'
import { Value } from './value.tsx'
import { fieldText } from './values.ts'

interface RowDetailsProps {
  readonly block: Extract<OwnBlock, { kind: 'table' }>
  readonly columns: readonly Item[]
  readonly row: PageRowList['rows'][number]
  readonly onClose: () => void
}

/** Everything that the page shows of a row, and the commands that may be given at it. */
export function RowDetails({ block, columns, row, onClose }: RowDetailsProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const { view } = useRun()
  const [chosen, setChosen] = useState<string>()
  const command = chosen === undefined ? undefined : view.commands[chosen]
  const offered = block.commands.flatMap((code) => view.commands[code] ?? [])
  return (
    <div className="run-details">
      <dl>
        {columns.map((item) => (
          <div key={item.name}>
            <dt>{item.title}</dt>
            <dd>
              <Value item={item} value={row.values[item.name]} />
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
          start={startOf(row.values)}
          fixed={columns.filter((item) => item.key).map((item) => item.name)}
        />
      )}
    </div>
  )
}

function startOf(values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fieldText(value)]))
}
