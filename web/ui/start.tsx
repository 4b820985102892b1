import './theme.css'
import './components.css'
import './feedback.css'
import './marks.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadFont } from './font.ts'
import { LanguageProvider } from './i18n.tsx'
import { createQueryClient } from './query.ts'
import { ElderProvider } from './switches.tsx'

/** Puts an app on its page: styles, language, text size, server state. */
export function startApp(app: ReactNode): void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('The page has no element #root')
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <ElderProvider>
          <QueryClientProvider client={createQueryClient()}>{app}</QueryClientProvider>
        </ElderProvider>
      </LanguageProvider>
    </StrictMode>,
  )
  loadFont()
}
