import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useLanguage, useText } from '../ui/i18n.tsx'
import { SpeakerIcon } from './icons.tsx'
import { homeTexts } from './messages/home.ts'

/** Reads the page as it stands, with the voice of the device. Absent where the device has none. */
export function ReadAloud() {
  const t = useText(homeTexts)
  const { locale } = useLanguage()
  const { pathname } = useLocation()
  const [isReading, setReading] = useState(false)
  const canSpeak = 'speechSynthesis' in window
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page silences the old one.
  useEffect(() => {
    if (!canSpeak) return
    return () => {
      window.speechSynthesis.cancel()
      setReading(false)
    }
  }, [canSpeak, pathname])
  if (!canSpeak) return null
  const read = () => {
    window.speechSynthesis.cancel()
    if (isReading) return setReading(false)
    const speech = new SpeechSynthesisUtterance(pageText())
    speech.lang = locale === 'zh' ? 'zh-CN' : 'en'
    speech.rate = 0.9
    speech.onend = () => setReading(false)
    speech.onerror = () => setReading(false)
    window.speechSynthesis.speak(speech)
    setReading(true)
  }
  return (
    <button type="button" className="button read-aloud no-print" aria-pressed={isReading} onClick={read}>
      <SpeakerIcon />
      {t(isReading ? 'read.stop' : 'read.aloud')}
    </button>
  )
}

/** Headings, text, labels and what stands in the fields; not the button itself. */
function pageText(): string {
  const page = document.querySelector<HTMLElement>('.page')
  // biome-ignore lint/performance/useDomNodeTextContent: only what is shown is read, with its line breaks.
  return (page?.innerText ?? '').replace(/[▲◆●▪]/g, '').replace(/\n+/g, '。')
}
