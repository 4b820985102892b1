import { Button } from '../ui/controls.tsx'
import { useLanguage, useText } from '../ui/i18n.tsx'
import { useVoice } from '../ui/voice.ts'
import { caseTexts } from './messages/case.ts'

/** Speaking instead of typing with one wet hand; not shown where the browser cannot listen. */
export function VoiceButton({ onText }: { onText: (text: string) => void }) {
  const t = useText(caseTexts)
  const { locale } = useLanguage()
  const voice = useVoice(locale, onText)
  if (!voice.isPossible) return null
  const isListening = voice.state === 'listening'
  return (
    <div>
      <Button aria-pressed={isListening} onClick={() => (isListening ? voice.stop() : voice.start())}>
        <span aria-hidden="true">{isListening ? '■' : '●'}</span>{' '}
        {t(isListening ? 'voice.stop' : 'voice.start')}
      </Button>
      <p role="status" className="muted">
        {voice.state === 'failed' ? t('voice.failed') : ''}
      </p>
    </div>
  )
}
