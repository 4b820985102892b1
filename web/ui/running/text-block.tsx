import type { OwnBlock } from '#modules/scenarios/contract'
import { useLanguage } from '../i18n.tsx'

/** What the package says, line by line; nothing in it is markup. */
export function TextBlock({ block, n }: { block: Extract<OwnBlock, { kind: 'text' }>; n: number }) {
  const { locale } = useLanguage()
  return (
    <div className="run-block run-block-wide run-text">
      {block.title !== undefined && <h2 id={`run-block-${n}`}>{block.title[locale]}</h2>}
      <p>{block.text[locale]}</p>
    </div>
  )
}
