import './field.css'
import './pages.css'
import { registerWorker } from '../ui/register-worker.ts'
import { startApp } from '../ui/start.tsx'
import { App } from './app.tsx'

startApp(<App />)
registerWorker('/field/service-worker.js', '/field/')
