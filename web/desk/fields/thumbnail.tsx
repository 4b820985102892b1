import { useState } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { formTexts } from '../messages/forms.ts'

/** A picture small, opened large in a tab of its own; what is no picture is offered for download. */
export function Thumbnail({ hash, no }: { hash: string; no: number }) {
  const t = useText(formTexts)
  const [isPicture, setPicture] = useState(true)
  const address = `/api/v1/files/${hash}`
  return (
    <a className="thumbnail" href={address} target="_blank" rel="noreferrer">
      {isPicture ? (
        <img src={address} alt={t('file', { no })} loading="lazy" onError={() => setPicture(false)} />
      ) : (
        <span>{t('file', { no })}</span>
      )}
    </a>
  )
}
