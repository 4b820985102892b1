import { useEffect, useRef, useState } from 'react'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { MicrophoneIcon } from '../icons.tsx'
import { reportTexts } from '../messages/report.ts'

/** The part of the Web Speech API that is used; TypeScript's DOM types leave it out. */
interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult:
    | ((event: {
        results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>
        resultIndex: number
      }) => void)
    | null
  onerror: (() => void) | null
  onend: (() => void) | null
  start(): void
  stop(): void
}

type RecognitionClass = new () => Recognition

function findRecognition(): RecognitionClass | undefined {
  const w = window as unknown as Record<string, RecognitionClass | undefined>
  return w.SpeechRecognition ?? w.webkitSpeechRecognition
}

type VoiceState = 'idle' | 'listening' | 'failed'

/** Speaking instead of typing, where the browser can; each finished sentence is handed on. */
export function VoiceInput({ onText }: { onText: (text: string) => void }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  const [state, setState] = useState<VoiceState>('idle')
  const running = useRef<Recognition | null>(null)
  useEffect(() => () => running.current?.stop(), [])
  const Class = findRecognition()
  if (Class === undefined) return null
  const start = () => {
    const recognition = new Class()
    Object.assign(recognition, {
      lang: locale === 'zh' ? 'zh-CN' : 'en-US',
      continuous: true,
      interimResults: false,
    })
    recognition.onresult = ({ results, resultIndex }) => {
      for (const result of Array.from(results).slice(resultIndex))
        if (result.isFinal) onText(result[0]?.transcript ?? '')
    }
    recognition.onerror = () => setState('failed')
    recognition.onend = () => setState((now) => (now === 'failed' ? now : 'idle'))
    running.current = recognition
    recognition.start()
    setState('listening')
  }
  const isListening = state === 'listening'
  return (
    <div className="voice">
      <button
        type="button"
        className="button"
        aria-pressed={isListening}
        onClick={() => (isListening ? running.current?.stop() : start())}
      >
        <MicrophoneIcon />
        {t(isListening ? 'voice.stop' : 'voice.start')}
      </button>
      <p role="status" className="field-hint">
        {isListening ? t('voice.listening') : state === 'failed' ? t('voice.failed') : t('voice.note')}
      </p>
    </div>
  )
}
