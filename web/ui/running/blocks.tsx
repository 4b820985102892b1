import './running.css'
import './table.css'
import './command.css'
import type { OwnBlock } from '#modules/scenarios/contract'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { CommandForm } from './command-form.tsx'
import { FigureBlock } from './figure-block.tsx'
import { MapBlock } from './map-block.tsx'
import { useRun } from './run.ts'
import { TableBlock } from './table-block.tsx'
import { TextBlock } from './text-block.tsx'
import { WallBlocks } from './wall-blocks.tsx'

/** The blocks of a page in their order; of a sandbox it is said first that nothing of it is real. */
export function PageBlocks() {
  const { view, look } = useRun()
  return (
    <div className={`run-blocks run-${look} run-as-${view.layout}`}>
      {view.scenario.sandbox && <SandboxBanner />}
      {look === 'wall' ? (
        <WallBlocks />
      ) : (
        view.blocks.map((block, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is named by its place in the page.
          <Block key={n} block={block} n={n} />
        ))
      )}
    </div>
  )
}

export function SandboxBanner() {
  const t = useText(runningTexts)
  return (
    <p role="note" className="run-sandbox">
      <strong>
        <span aria-hidden="true">◇ </span>
        {t('sandbox')}
      </strong>{' '}
      {t('sandbox.text')}
    </p>
  )
}

function Block({ block, n }: { block: OwnBlock; n: number }) {
  switch (block.kind) {
    case 'text':
      return <TextBlock block={block} n={n} />
    case 'indicator':
      return <FigureBlock block={block} n={n} />
    case 'table':
      return <TableBlock block={block} n={n} />
    case 'command':
      return <CommandBlock block={block} n={n} />
    case 'map':
      return <MapBlock block={block} n={n} />
  }
}

/** A command that this reader may not give has no form. */
function CommandBlock({ block, n }: { block: Extract<OwnBlock, { kind: 'command' }>; n: number }) {
  const { locale } = useLanguage()
  const { view } = useRun()
  const command = view.commands[block.command]
  if (command === undefined) return null
  return (
    <article className="run-block" aria-labelledby={`run-block-${n}`}>
      <h2 id={`run-block-${n}`}>{block.title?.[locale] ?? command.title[locale]}</h2>
      <CommandForm command={command} />
    </article>
  )
}
