import './field.css'
import './pages.css'
import { startApp } from '../ui/start.tsx'
import { App } from './app.tsx'
import { registerWorker } from './register-worker.ts'

startApp(<App />)
registerWorker()
